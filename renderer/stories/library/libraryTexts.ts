// A short invented script as it is authored, for looking at screens. Nothing here is for care.
export const draftText = `# Draft for looking at screens, not for care.
id: chest_pain
version: 2
status: draft
area: health
title: {fi: Rintakipu, sv: Bröstsmärta, en: Chest pain}
include: [open_safety@1, context@1]
topics:
  - {id: now, title: {fi: Kipu nyt, sv: Smärtan nu, en: The pain now}}
ask:
  - id: now_severe
    type: yes_no
    red_flag: true
    worse: yes
    topic: now
    say:
      fi: Onko teillä juuri nyt kova tai äkillisesti alkanut rintakipu?
      sv: Har ni just nu svår eller plötslig bröstsmärta?
      en: Do you have severe or sudden chest pain right now?
  - id: minutes
    type: number
    unit: min
    min: 0
    max: 10080
    worse: more
    topic: now
    say:
      fi: Kuinka monta minuuttia kipu on kestänyt yhtäjaksoisesti?
      sv: Hur många minuter har smärtan varat utan avbrott?
      en: How many minutes has it lasted without a break?
decide:
  - to: emergency_112
    when: {now_severe: yes}
    because:
      fi: Kova tai äkillisesti alkanut rintakipu voi olla sydäninfarkti.
      sv: Svår eller plötslig bröstsmärta kan vara en hjärtinfarkt.
      en: Severe or sudden chest pain may be a heart attack.
  - to: same_day
    when: {minutes: {from: 20}}
    because:
      fi: Kipu on kestänyt yli 20 minuuttia.
      sv: Smärtan har varat över 20 minuter.
      en: The pain has lasted more than 20 minutes.
  - to: within_7d
    because:
      fi: Kipu jatkuu, mutta hätämerkkejä ei ole.
      sv: Smärtan fortsätter men det finns inga varningstecken.
      en: The pain goes on but there are no red flags.
`;

export const builtInText = draftText
  .replace('version: 2', 'version: 1')
  .replace('{minutes: {from: 20}}', '{minutes: {from: 30}}');

/** What a colleague wrote at the same time, at another desk. */
export const apartText = draftText.replace('yli 20 minuuttia', 'yhtäjaksoisesti 20 minuuttia');
