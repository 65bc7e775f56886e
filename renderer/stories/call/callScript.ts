import type { LocalText } from '../../../shared/base/text.ts';
import type { DispositionView, QuestionView, ScriptView } from '../../../shared/protocol/deskViews.ts';

// A short invented script with every kind of question, for looking at screens. Nothing here is for care.
const text = (fi: string, sv: string, en: string): LocalText => ({ fi, sv, en });

function question(id: string, say: LocalText, given: Partial<QuestionView> = {}): QuestionView {
  return {
    id,
    topic: 'script',
    block: 'script',
    kind: 'yes_no',
    say,
    hint: null,
    options: [],
    unit: null,
    min: null,
    max: null,
    redFlag: false,
    ...given,
  };
}

const safety = { topic: 'safety', block: 'safety', redFlag: true } as const;

export const chestPain: ScriptView = {
  id: 'chest_pain',
  version: 1,
  status: 'draft',
  area: 'health',
  title: text('Rintakipu', 'Bröstsmärta', 'Chest pain'),
  topics: [
    { id: 'now', title: text('Kipu nyt', 'Smärtan nu', 'The pain now') },
    { id: 'before', title: text('Aiemmin', 'Tidigare', 'Before') },
  ],
  questions: [
    question(
      'os_awake',
      text(
        'Onko hän hereillä ja vastaako puheeseen?',
        'Är hen vaken och svarar på tilltal?',
        'Awake and answering?',
      ),
      safety,
    ),
    question(
      'os_breathing',
      text(
        'Pystyykö hän puhumaan kokonaisia lauseita?',
        'Kan hen tala i hela meningar?',
        'Able to speak whole sentences?',
      ),
      safety,
    ),
    question(
      'now_severe',
      text(
        'Onko teillä juuri nyt kova tai äkillisesti alkanut rintakipu?',
        'Har ni just nu svår eller plötsligt påkommen bröstsmärta?',
        'Do you have severe or sudden chest pain right now?',
      ),
      {
        topic: 'now',
        redFlag: true,
        hint: text(
          'Kova: ei pysty jatkamaan tavallista puuhaa.',
          'Svår: kan inte fortsätta med det vanliga.',
          'Severe: cannot go on with ordinary things.',
        ),
      },
    ),
    question('where', text('Missä kipu tuntuu?', 'Var känns smärtan?', 'Where is the pain?'), {
      topic: 'now',
      kind: 'choice',
      options: [
        { key: 'middle', text: text('Keskellä rintaa', 'Mitt i bröstet', 'Middle of the chest') },
        { key: 'side', text: text('Kyljessä', 'I sidan', 'In the side') },
        { key: 'elsewhere', text: text('Muualla', 'Annanstans', 'Elsewhere') },
      ],
    }),
    question(
      'pain',
      text(
        'Kuinka kova kipu on nyt asteikolla nollasta kymmeneen?',
        'Hur svår är smärtan nu på skalan noll till tio?',
        'How bad is the pain now from nought to ten?',
      ),
      {
        topic: 'now',
        kind: 'scale',
        min: 0,
        max: 10,
        options: [
          { key: '0', text: text('ei kipua', 'ingen smärta', 'no pain') },
          { key: '10', text: text('pahin mahdollinen', 'värsta tänkbara', 'worst possible') },
        ],
      },
    ),
    question(
      'minutes',
      text(
        'Kuinka monta minuuttia kipu on kestänyt yhtäjaksoisesti?',
        'Hur många minuter har smärtan varat utan avbrott?',
        'How many minutes has it lasted without a break?',
      ),
      {
        topic: 'now',
        kind: 'number',
        unit: 'min',
        min: 0,
        max: 10_080,
      },
    ),
    question(
      'conditions',
      text('Onko teillä jokin näistä?', 'Har ni något av dessa?', 'Do you have any of these?'),
      {
        topic: 'before',
        kind: 'many',
        options: [
          { key: 'cad', text: text('Sepelvaltimotauti', 'Kranskärlssjukdom', 'Coronary disease') },
          { key: 'diabetes', text: text('Diabetes', 'Diabetes', 'Diabetes') },
          { key: 'clot', text: text('Aiempi veritulppa', 'Tidigare blodpropp', 'Earlier blood clot') },
        ],
      },
    ),
    question('c_age_y', text('Kuinka vanha olette?', 'Hur gammal är ni?', 'How old are you?'), {
      topic: 'script',
      block: 'context',
      kind: 'number',
      unit: 'years',
      min: 0,
      max: 120,
    }),
    question('v_alone', text('Oletteko yksin kotona?', 'Är ni ensam hemma?', 'Are you alone at home?'), {
      topic: 'vulnerability',
      block: 'vulnerability',
    }),
    question(
      'started',
      text(
        'Minä päivänä kipu alkoi ensimmäisen kerran?',
        'Vilken dag började smärtan första gången?',
        'On which day did the pain first begin?',
      ),
      {
        topic: 'info',
        block: 'info',
        kind: 'date',
      },
    ),
    question(
      'own_words',
      text('Mikä teitä tässä eniten huolestuttaa?', 'Vad oroar er mest?', 'What worries you most?'),
      {
        topic: 'info',
        block: 'info',
        kind: 'text',
      },
    ),
  ],
  advice: [],
  safetyNet: [],
  sources: [{ id: 'know', title: 'General professional knowledge', status: 'know' }],
};

export const chestLines = {
  guidance: [
    text(
      'Iäkkäällä oire voi olla vain hengenahdistus tai äkillinen heikkous.',
      'Hos en äldre kan symtomet vara bara andnöd eller plötslig svaghet.',
      'In an older person the only sign may be breathlessness or sudden weakness.',
    ),
  ],
  advice: [
    text(
      'Lopettakaa rasitus ja istukaa puoli-istuvaan asentoon.',
      'Avbryt all ansträngning och sitt halvt upprätt.',
      'Stop all effort and sit half upright.',
    ),
    text('Älkää ajako itse.', 'Kör inte själv.', 'Do not drive yourself.'),
  ],
  safetyNet: [
    text(
      'Soittakaa 112, jos kipu palaa ja kestää yli 10 minuuttia tai tulee hengenahdistus.',
      'Ring 112 om smärtan kommer tillbaka och varar över 10 minuter eller om det blir svårt att andas.',
      'Call 112 if the pain returns for more than 10 minutes or you become breathless.',
    ),
  ],
};

type Rung = readonly [code: string, rank: number, level: DispositionView['level'], say: LocalText];
const rung = (...[code, rank, level, say]: Rung): DispositionView => ({
  code,
  ladder: 'health',
  rank,
  level,
  text: say,
});

export const callDispositions: readonly DispositionView[] = [
  rung('emergency_112', 9, 1, text('Soitetaan 112 heti', 'Ring 112 genast', 'Call 112 now')),
  rung('ed_now', 8, 2, text('Päivystykseen nyt', 'Åk till jouren nu', 'Emergency department now')),
  rung(
    'same_day',
    6,
    3,
    text(
      'Vastaanotolle tai arvioon tänään',
      'Till mottagning eller bedömning i dag',
      'Seen or assessed today',
    ),
  ),
  rung(
    'within_7d',
    3,
    4,
    text('Kiireetön aika 7 päivän sisällä', 'Icke-brådskande tid inom 7 dagar', 'Non-urgent, within 7 days'),
  ),
  rung('self_care', 1, 5, text('Itsehoito ja seuranta', 'Egenvård och uppföljning', 'Self-care with advice')),
];
