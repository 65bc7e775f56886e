// Keeps SC12. First draft of the client plan: every line says which answers it comes from, and a person edits it.
import { own } from '../base/own.ts';
import type { LocalText } from '../base/text.ts';
import { alsoActions } from './alsoAction.ts';
import { answerText, each } from './answerText.ts';
import type { Answers, Proposal } from './assess.ts';
import { placeholdersOf } from './compile/references.ts';
import type { ScriptData } from './compiledScript.ts';
import { dispositions } from './disposition.ts';
import { whyShown } from './linesFor.ts';
import type { PlanLine } from './scriptFormat.ts';

export interface DraftLine {
  readonly id: string;
  readonly text: LocalText;
  /** Question ids. */
  readonly from: readonly string[];
}

export function draftPlan(script: ScriptData, answers: Answers, proposal: Proposal): readonly DraftLine[] {
  const deciding = [...proposal.deciding, ...(proposal.raised?.deciding ?? [])].map((one) => one.questionId);
  const situation = { answers, disposition: proposal.disposition };
  const fromLines = (lines: readonly PlanLine[]) =>
    lines.flatMap((line): DraftLine[] => {
      const from = whyShown(line, situation);
      return from === null ? [] : fillIn({ script, answers, line, from });
    });
  return [
    { id: 'disposition', text: dispositions[proposal.disposition].text, from: deciding },
    ...proposal.also.map(
      (code): DraftLine => ({ id: `also_${code}`, text: alsoActions[code], from: deciding }),
    ),
    ...fromLines(script.plan),
    ...fromLines(script.support),
  ];
}

interface Filling {
  readonly script: ScriptData;
  readonly answers: Answers;
  readonly line: PlanLine;
  readonly from: readonly string[];
}

/** A line that only repeats answers is left out when none of them was given. */
function fillIn({ script, answers, line, from }: Filling): DraftLine[] {
  const wanted = [...new Set(placeholdersOf(line.text.fi))];
  const given = wanted.filter((id) => own(answers, id) !== undefined);
  if (wanted.length > 0 && given.length === 0) return [];
  const text = each((language) =>
    wanted.reduce((sofar, id) => {
      const question = script.questions[own(script.indexOf, id) ?? -1]?.question;
      const words = question === undefined ? '' : answerText(question, own(answers, id))[language];
      // A function as the replacement: what the client said may hold "$&", which must stay as it was said.
      return sofar.replaceAll(`{${id}}`, () => words);
    }, line.text[language]),
  );
  return [{ id: line.id, text, from: [...new Set([...from, ...given])] }];
}
