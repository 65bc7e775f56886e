// Keeps RC11. The handoff's summary drafted from the record, so that nothing is retyped and nothing is guessed.
import type { Language } from '../../../shared/base/text.ts';
import { isHidden } from '../../../shared/domain/client/client.ts';
import { fieldValue } from '../../../shared/domain/field/field.ts';
import type { Sbar } from '../../../shared/domain/handoff/handoff.ts';
import type {
  AssessmentNow,
  ClientView,
  ContactView,
  DispositionView,
  PlanView,
  ScriptView,
} from '../../../shared/protocol/deskViews.ts';
import type { Say } from '../../texts/useText.ts';
import { formatClock, formatDate } from '../../ui/time/formatTime.ts';
import { dispositionOf } from '../assessment/decision/ladder.ts';
import { answerText } from '../assessment/question/answerText.ts';
import { allergiesOf } from '../client/clientFacts.ts';
import { said } from '../contact/localText.ts';

export interface SbarSource {
  readonly contact: ContactView;
  /** Of every assessment of the contact, in its own version. */
  readonly scripts: readonly ScriptView[];
  readonly client: ClientView | null;
  readonly plan: PlanView | null;
  readonly dispositions: readonly DispositionView[];
  readonly language: Language;
  /** Age in whole years, null when the birth date is not known. */
  readonly age: number | null;
  readonly say: Say<'wrapUp'>;
  readonly sayAssessment: Say<'assessment'>;
  readonly sayContact: Say<'contact'>;
  readonly saySeveral: Say<'several'>;
}

export function draftSbar(source: SbarSource): Sbar {
  return {
    situation: situationOf(source),
    background: backgroundOf(source),
    assessment: assessmentOf(source),
    recommendation: recommendationOf(source),
  };
}

function situationOf({ contact }: SbarSource): string {
  return (fieldValue(contact.reason) ?? '').trim();
}

/** No address or number goes into free text: the receiver reads them from the client's record, masked when they must be. */
function backgroundOf({ contact, client, age, say, sayContact }: SbarSource): string {
  const link = fieldValue(contact.client);
  const language = client === null ? fieldValue(contact.language) : fieldValue(client.language);
  return sentences([
    client === null ? nameless(link?.kind, say) : say('sbar.client', { text: identity(client, age, say) }),
    language === undefined ? '' : say('sbar.language', { text: languageName(language, sayContact) }),
    fieldValue(client?.interpreter) === true ? say('sbar.interpreter') : '',
    client !== null && isHidden(client) ? say('sbar.nonDisclosure') : '',
    allergies(client, say),
    ...Object.values(client?.alerts ?? {}).map((alert) =>
      say(`sbar.alert.${alert.kind}`, { text: alert.text }),
    ),
    ...Object.values(client?.conditions ?? {}).map(({ text }) => say('sbar.alert.condition', { text })),
    ...Object.values(client?.medicines ?? {}).map(({ text }) => say('sbar.alert.medicine', { text })),
  ]);
}

function nameless(kind: string | undefined, say: Say<'wrapUp'>): string {
  return say('sbar.client', { text: say(kind === 'anonymous' ? 'sbar.anonymous' : 'sbar.unidentified') });
}

function identity(client: ClientView, age: number | null, say: Say<'wrapUp'>): string {
  const name = `${fieldValue(client.familyName) ?? ''} ${fieldValue(client.givenNames) ?? ''}`.trim();
  return age === null ? name : `${name}, ${say('sbar.age', { years: age })}`;
}

function languageName(code: string, sayContact: Say<'contact'>): string {
  return code === 'fi' || code === 'sv' || code === 'en' ? sayContact(`language.${code}`) : code;
}

/** What is not known of allergies is said as not known; silence would read as none. */
function allergies(client: ClientView | null, say: Say<'wrapUp'>): string {
  const known = client === null ? undefined : allergiesOf(client);
  const isNamed = Object.values(client?.alerts ?? {}).some((alert) => alert.kind === 'allergy');
  if (isNamed) return '';
  if (known === 'listed') return say('sbar.allergies.listed');
  return say(known === 'none' ? 'sbar.allergies.none' : 'sbar.allergies.notRecorded');
}

/** The whole contact's urgency first when there are several; an answer that several share is told once. */
function assessmentOf(source: SbarSource): string {
  const { contact, dispositions, language, say, saySeveral } = source;
  const told: Problem['told'] = new Map();
  const parts = contact.assessed.flatMap((one) => {
    const script = source.scripts.find(
      (each) => each.id === one.scriptId && each.version === one.scriptVersion,
    );
    return script === undefined ? [] : [problemOf(source, { assessment: one, script, told })];
  });
  if (parts.length === 0) return say('sbar.none');
  const most = dispositionOf(dispositions, contact.urgency?.disposition ?? null);
  if (parts.length === 1 || most === null) return parts.join('\n\n');
  return [saySeveral('sbar.contactUrgency', { text: said(most.text, language) }), ...parts].join('\n\n');
}

interface Problem {
  readonly assessment: AssessmentNow;
  readonly script: ScriptView;
  /** Lines that stand already, and whether they came from another assessment. */
  readonly told: Map<string, 'own' | 'shared'>;
}

function problemOf(source: SbarSource, { assessment, script, told }: Problem): string {
  const { dispositions, language, say, sayAssessment } = source;
  const { decision, view } = assessment;
  const code = decision?.chosen ?? view.proposal?.disposition ?? null;
  const disposition = dispositionOf(dispositions, code);
  const answers = script.questions.flatMap((question) => {
    const given = assessment.answers[question.id];
    if (given === undefined) return [];
    const text = answerText(question, given.answer, { say: sayAssessment, language });
    const line = `${said(question.say, language)} ${text}${given.disputed ? ` (${say('sbar.twoVersions')})` : ''}`;
    // The same words about two troubles (how bad is the pain) are two answers; one that was shared is one.
    const isShared = given.from !== undefined || told.get(line) === 'shared';
    if (told.has(line) && isShared) return [];
    told.set(line, given.from === undefined ? 'own' : 'shared');
    return [line];
  });
  const urgency =
    disposition === null
      ? say('sbar.open')
      : say('sbar.disposition', { text: said(disposition.text, language) });
  const standing = decision === null && view.proposal !== null ? ` (${say('sbar.proposed')})` : '';
  const unconfirmed =
    decision?.direction === 'lower' && decision.confirmedBy === null ? ` (${say('sbar.unconfirmed')})` : '';
  return [
    say('sbar.script', { text: said(script.title, language) }),
    `${urgency}${standing}${unconfirmed}`,
    ...sinceEarlier(source, assessment),
    ...answers,
  ].join('\n');
}

/** A repeat caller: how the same matter was judged before, and what they say has changed. */
function sinceEarlier(source: SbarSource, { earlier, changeTold }: AssessmentNow): string[] {
  const { dispositions, language, saySeveral } = source;
  const before = dispositionOf(dispositions, earlier?.disposition ?? null);
  const change = (fieldValue(changeTold) ?? '').trim();
  return [
    ...(earlier === null || before === null
      ? []
      : [
          saySeveral('sbar.earlier', {
            time: `${formatDate(earlier.at)} ${formatClock(earlier.at)}`,
            text: said(before.text, language),
          }),
        ]),
    ...(change === '' ? [] : [saySeveral('sbar.changed', { text: change })]),
  ];
}

function recommendationOf({ plan, say }: SbarSource): string {
  if (plan === null) return '';
  const need = fieldValue(plan.fields.need) ?? '';
  const view = fieldValue(plan.fields.clientView) ?? '';
  const lines = Object.values(plan.lines).map((line) =>
    [fieldValue(line.text), fieldValue(line.responsible), fieldValue(line.due)].filter(Boolean).join(' – '),
  );
  return [
    need === '' ? '' : say('sbar.need', { text: need }),
    view === '' ? '' : say('sbar.clientView', { text: view }),
    lines.length === 0 ? '' : [say('sbar.lines'), ...lines.map((line) => `– ${line}`)].join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function sentences(parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .map((part) => (part.endsWith('.') ? part : `${part}.`))
    .join(' ');
}

/** Whole years between a birth date and a day, both ISO. */
export function ageInYears(birthDate: string | null | undefined, at: string): number | null {
  if (birthDate == null || !/^\d{4}-\d{2}-\d{2}/.test(birthDate)) return null;
  const years = Number(at.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return at.slice(5, 10) < birthDate.slice(5, 10) ? years - 1 : years;
}
