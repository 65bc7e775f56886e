// Keeps LW13. The text a new script begins with: the shared blocks, one question and two rules, whole enough to be proved.

export interface NewScript {
  readonly scriptId: string;
  readonly title: string;
  readonly area: 'health' | 'social';
}

/** Outcomes are of the ladder that the area has; the author names others as the script grows. */
const outcomes = {
  health: { worse: 'same_day', calm: 'self_care' },
  social: { worse: 'social_same_day', calm: 'general_advice' },
} as const;

/** As the engine and the region take it. */
export const scriptIdPattern = /^[a-z][a-z0-9_]{0,55}$/;

export function newScriptText({ scriptId, title, area }: NewScript): string {
  // A JSON string is a YAML string too, whatever the title holds.
  const name = JSON.stringify(title);
  const { worse, calm } = outcomes[area];
  return `# Draft, not clinically validated. Every text is to be written and every source named.
id: ${scriptId}
version: 1
status: draft
area: ${area}
title: {fi: ${name}, sv: ${name}, en: ${name}}
keywords: {fi: [${name}], sv: [${name}], en: [${name}]}
sources:
  - {id: local, mark: local, title: For the responsible person to name}
topics:
  - {id: now, title: {fi: Nyt, sv: Nu, en: Now}}
include: [open_safety@1, context@1, vulnerability@1, channel@1, safety_net_common@1]
ask:
  - id: worse_today
    type: yes_no
    worse: yes
    topic: now
    say:
      fi: Onko tilanne huonontunut tänään?
      sv: Har läget försämrats i dag?
      en: Has the situation become worse today?
decide:
  - to: ${worse}
    when: {worse_today: yes}
    source: [local]
    because:
      fi: Tilanne on huonontunut tänään.
      sv: Läget har försämrats i dag.
      en: The situation has become worse today.
  - to: ${calm}
    source: [local]
    because:
      fi: Hätämerkkejä ei ole, eikä tilanne ole huonontunut.
      sv: Det finns inga varningstecken och läget har inte försämrats.
      en: There are no red flags and the situation has not become worse.
advice: []
safetyNet:
  - id: net_worse
    say:
      fi: Soittakaa uudelleen, jos tilanne huononee.
      sv: Ring igen om läget försämras.
      en: Call again if the situation becomes worse.
plan: []
`;
}
