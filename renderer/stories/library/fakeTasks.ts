import type { ProofView, TrialView } from '../../../shared/protocol/authoringViews.ts';
import type { TaskName } from '../../../shared/protocol/taskProtocol.ts';
import { assessed } from '../call/callAssess.ts';
import { chestPain } from '../call/callScript.ts';

type Args = Readonly<Record<string, unknown>>;

const figures = { questions: 11, rules: 6, shortest: 2, mean: 6.4, longest: 11, worstTo112: 5 };

const broken: ProofView = {
  proved: false,
  problems: [],
  violations: [
    {
      property: 'monotone',
      subject: 'decide[1] same_day',
      message: {
        fi: 'Huonompi vastaus laskee kiireellisyyttä: kestää kauemmin, mutta ehdotus on lievempi.',
        sv: 'Ett sämre svar sänker brådskan: varar längre, men förslaget är mildare.',
        en: 'A worse answer lowers the urgency: it lasts longer, but the proposal is milder.',
      },
      dialogue: [
        {
          fi: 'Kuinka monta minuuttia kipu on kestänyt yhtäjaksoisesti? - 19 min',
          sv: 'Hur många minuter har smärtan varat utan avbrott? - 19 min',
          en: 'How many minutes has it lasted without a break? - 19 min',
        },
        {
          fi: 'Ehdotus: Vastaanotolle tai arvioon tänään',
          sv: 'Förslag: Till mottagning eller bedömning i dag',
          en: 'Proposal: Seen or assessed today',
        },
      ],
    },
  ],
  figures,
  ms: 42,
};

/** A rule that says `under` instead of `from` is the planted mistake of these stories. */
function prove({ text }: Args): ProofView {
  if (!String(text).includes('decide:'))
    return {
      proved: false,
      problems: [
        {
          key: 'decide',
          message: {
            fi: 'tässä on oltava luettelo, nyt: teksti',
            sv: 'här måste stå en lista, nu: en text',
            en: 'Invalid input: expected array, received string',
          },
        },
      ],
      violations: [],
      figures: null,
      ms: 3,
    };
  return String(text).includes('under:') ? broken : { ...broken, proved: true, violations: [] };
}

function tryOut({ answers }: Args): TrialView {
  const given = Object.entries(answers as Readonly<Record<string, string>>).map(([id, answer]) => [
    id,
    { answer, source: 'asked' as const, disputed: false },
  ]);
  return {
    problems: [],
    questions: chestPain.questions,
    view: assessed(Object.fromEntries(given)).view,
  };
}

const outcome = {
  id: 'outcome.emergency_112',
  kind: 'outcome' as const,
  text: { fi: 'Soitetaan 112 heti', sv: 'Ring 112 genast', en: 'Call 112 now' },
  depth: 0,
  redFlag: true,
  layer: 3,
  row: 0,
};

function outline() {
  const ask = chestPain.questions.slice(0, 3).map((one, layer) => ({
    id: `ask.${one.id}`,
    kind: 'question' as const,
    text: one.say,
    depth: 0,
    redFlag: one.redFlag,
    layer,
    row: 0,
  }));
  const rule = {
    id: 'decide.0',
    kind: 'rule' as const,
    text: {
      fi: 'Kova tai äkillisesti alkanut rintakipu voi olla sydäninfarkti.',
      sv: 'Svår eller plötslig bröstsmärta kan vara en hjärtinfarkt.',
      en: 'Severe or sudden chest pain may be a heart attack.',
    },
    depth: 1,
    redFlag: true,
    layer: 2,
    row: 1,
  };
  return {
    problems: [],
    outline: {
      nodes: [...ask, rule, outcome],
      edges: [
        ...ask.slice(1).map((one, index) => ({ from: ask[index]?.id ?? '', to: one.id, label: null })),
        { from: 'ask.now_severe', to: 'decide.0', label: { fi: 'Kyllä', sv: 'Ja', en: 'Yes' } },
        { from: 'decide.0', to: 'outcome.emergency_112', label: null },
      ],
    },
  };
}

const answers: Readonly<Record<TaskName, (args: Args) => unknown>> = {
  'script.prove': prove,
  'script.outline': outline,
  'script.try': tryOut,
  'script.compare': () => ({
    problems: [],
    same: 31,
    changes: [
      {
        part: 'rule',
        id: 'decide[1] same_day',
        change: 'changed',
        fields: [{ field: 'when', left: 'minutes ≥ 30', right: 'minutes ≥ 20' }],
      },
    ],
  }),
  'script.replay': () => ({
    problems: [],
    assessments: 214,
    unchanged: 211,
    changed: [
      {
        contactId: 'contact_01a',
        assessmentId: 'a1',
        fromVersion: 1,
        before: 'within_7d',
        after: 'same_day',
        direction: 'up',
      },
      {
        contactId: 'contact_01b',
        assessmentId: 'a2',
        fromVersion: 1,
        before: 'same_day',
        after: 'within_7d',
        direction: 'down',
      },
      {
        contactId: 'contact_01c',
        assessmentId: 'a3',
        fromVersion: 1,
        before: 'same_day',
        after: null,
        direction: 'open',
      },
    ],
    ms: 180,
  }),
  'script.importQuestionnaire': () => ({
    text: 'id: fall_risk\nversion: 1\n',
    lost: [
      {
        path: 'item[2].item[0]',
        reasons: [
          {
            fi: 'ei voi kysyä puhelimessa',
            sv: 'kan inte ställas per telefon',
            en: 'cannot be asked on the telephone',
          },
        ],
      },
    ],
  }),
  'script.exportResponse': () => ({ json: '{}', questionnaire: '{}', lost: [] }),
};

export function answerTask(name: TaskName, args: Args): unknown {
  return answers[name](args);
}
