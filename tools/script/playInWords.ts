// A script as a nurse would lead it: one question at a time, answered by digit, key word or number.
import type { Language, LocalText } from '../../shared/base/text.ts';
import { alsoActions } from '../../shared/script/alsoAction.ts';
import { answerText, answerWords } from '../../shared/script/answerText.ts';
import { type Answers, assess, checkAnswer, type Proposal } from '../../shared/script/assess.ts';
import type { CompiledScript } from '../../shared/script/compileScript.ts';
import { dispositions } from '../../shared/script/disposition.ts';
import { linesFor } from '../../shared/script/linesFor.ts';
import { draftPlan } from '../../shared/script/planDraft.ts';
import type { Question } from '../../shared/script/scriptFormat.ts';
import { units } from '../../shared/script/unit.ts';
import type { Player } from './playInJson.ts';

const words = {
  choose: { fi: 'valitse', sv: 'välj', en: 'choose' },
  notUnderstood: {
    fi: 'En ymmärtänyt vastausta.',
    sv: 'Svaret gick inte att tolka.',
    en: 'That answer is not understood.',
  },
  because: { fi: 'Koska', sv: 'För att', en: 'Because' },
  raised: {
    fi: 'Nostettu haavoittuvuuden vuoksi',
    sv: 'Höjt på grund av sårbarhet',
    en: 'Raised for vulnerability',
  },
  also: { fi: 'Lisäksi', sv: 'Dessutom', en: 'Also' },
  advice: { fi: 'Ohjeet', sv: 'Råd', en: 'Advice' },
  safetyNet: { fi: 'Turvaohje', sv: 'Säkerhetsråd', en: 'Safety net' },
  plan: { fi: 'Suunnitelma', sv: 'Plan', en: 'Plan' },
  draft: {
    fi: 'LUONNOS, ei potilastyöhön.',
    sv: 'UTKAST, inte för patientarbete.',
    en: 'DRAFT, not for use with clients.',
  },
} as const satisfies Record<string, LocalText>;

export function playInWords(script: CompiledScript, language: Language): Player {
  let answers: Answers = {};
  const now = () => {
    const { proposal, next } = assess(script, answers);
    const question = script.questions[script.indexOf[next ?? ''] ?? -1]?.question;
    const outcome = proposal === null ? '' : `${outcomeText({ script, answers, proposal, language })}\n`;
    return question === undefined ? outcome : `${outcome}\n${ask(question, language)}`;
  };
  return {
    begin: () => `${script.title[language]}. ${words.draft[language]}\n${now()}`,
    take(line) {
      const { next } = assess(script, answers);
      const question = script.questions[script.indexOf[next ?? ''] ?? -1]?.question;
      if (question === undefined) return '';
      const checked = checkAnswer(script, question.id, readAnswer(question, line.trim()));
      if (!checked.ok) return words.notUnderstood[language];
      answers = { ...answers, [question.id]: checked.answer };
      return now();
    },
  };
}

function keysOf(question: Question): string[] {
  if (question.type === 'yes_no') return ['yes', 'no'];
  return question.type === 'choice' || question.type === 'many' ? Object.keys(question.options) : [];
}

function ask(question: Question, language: Language): string {
  const keys = keysOf(question);
  const label = (key: string) => answerText(question, question.type === 'many' ? [key] : key)[language];
  const choices = keys.map((key, index) => `${index + 1} ${label(key)}`);
  const unit =
    question.type === 'number' ? `${units[question.unit][language]} (${question.min}-${question.max})` : '';
  const offered = [...choices, unit, `? ${answerWords.unknown[language]}`].filter((one) => one !== '');
  return `${question.say[language]}\n  ${offered.join('   ')}`;
}

/** Digits choose, `?` is not sure, and a comma is a decimal point as it is written here. */
function readAnswer(question: Question, line: string): unknown {
  if (line === '?') return 'unknown';
  const keys = keysOf(question);
  if (question.type === 'many') return line.split(/[\s,]+/).map((one) => keys[Number(one) - 1] ?? one);
  if (keys.length > 0) return keys[Number(line) - 1] ?? line;
  return question.type === 'number' || question.type === 'scale' ? Number(line.replace(',', '.')) : line;
}

interface Outcome {
  readonly script: CompiledScript;
  readonly answers: Answers;
  readonly proposal: Proposal;
  readonly language: Language;
}

function outcomeText({ script, answers, proposal, language }: Outcome): string {
  const situation = { answers, disposition: proposal.disposition };
  const { text, limit } = dispositions[proposal.disposition];
  const list = (title: LocalText, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`${title[language]}:`, ...lines.map((line) => `  - ${line}`)];
  const deciding = [...proposal.deciding, ...(proposal.raised?.deciding ?? [])].map(
    ({ questionId, answer }) => {
      const question = script.questions[script.indexOf[questionId] ?? -1]?.question;
      return question === undefined
        ? ''
        : `${question.say[language]} ${answerText(question, answer)[language]}`;
    },
  );
  return [
    `=> ${text[language]}${limit === null ? '' : ` (${limit[language]})`}`,
    ...(proposal.because === null ? [] : [`${words.because[language]}: ${proposal.because[language]}`]),
    ...deciding.map((line) => `  ${line}`),
    ...(proposal.raised === null
      ? []
      : [`${words.raised[language]}: ${dispositions[proposal.raised.from].text[language]} ->`]),
    ...list(
      words.also,
      proposal.also.map((code) => alsoActions[code][language]),
    ),
    ...list(
      words.advice,
      linesFor(script, 'advice', situation).map((line) => line.say[language]),
    ),
    ...list(
      words.safetyNet,
      linesFor(script, 'safetyNet', situation).map((line) => line.say[language]),
    ),
    ...list(
      words.plan,
      draftPlan(script, answers, proposal).map((line) => line.text[language]),
    ),
  ].join('\n');
}
