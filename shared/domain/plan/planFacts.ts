// Keeps PL1–PL6, CF5.
import { z } from 'zod';
import { recordIdPattern } from '../../base/brandedId.ts';
import { own } from '../../base/own.ts';
import { freeText, lineCharsMax, noteCharsMax, shortCharsMax } from '../../base/text.ts';
import { type Fact, fact } from '../fact.ts';
import { hasSeen, type Stamp, writeField } from '../field/field.ts';
import { type Plan, type PlanLine, planFields, planLineFields } from './plan.ts';

const lineId = z.string().regex(/^[0-9A-Za-z-]{1,64}$/);
const questionIds = z.array(z.string().max(64)).max(64);
const recordId = z.string().regex(recordIdPattern);

interface LineEdit {
  readonly id: string;
  readonly stamp: Stamp;
  readonly edit: (line: PlanLine) => PlanLine;
}

function editLine(plan: Plan, { id, stamp, edit }: LineEdit): Plan {
  const line = own(plan.lines, id);
  if (line !== undefined) return { ...plan, lines: { ...plan.lines, [id]: edit(line) } };
  const removed = own(plan.removedLines, id);
  if (removed === undefined || hasSeen(stamp, removed)) return plan;
  const { [id]: _back, ...removedLines } = plan.removedLines;
  return { ...plan, removedLines, lines: { ...plan.lines, [id]: edit(removed.line) } };
}

function lacksLine(plan: Plan, body: { readonly lineId: string }): string | null {
  const isKnown = own(plan.lines, body.lineId) ?? own(plan.removedLines, body.lineId);
  return isKnown === undefined ? body.lineId : null;
}

/** Add-wins: a removal takes away only the line as its author saw it. */
function removeLine(plan: Plan, id: string, stamp: Stamp): Plan {
  const line = own(plan.lines, id);
  if (line === undefined) return plan;
  const versions = [...line.text, ...line.responsible, ...line.due];
  if (versions.some((version) => !hasSeen(stamp, version))) return plan;
  const { [id]: _gone, ...lines } = plan.lines;
  const removal = { line, by: stamp.by, at: stamp.at, seq: stamp.seq };
  return { ...plan, lines, removedLines: { ...plan.removedLines, [id]: removal } };
}

export const planFacts = {
  'plan.drafted': fact('plan', z.strictObject({ contactId: recordId, clientId: recordId.nullable() }), {
    creates: 'once',
    apply: (_none: Plan, stamp, body) => ({
      id: stamp.record.id,
      contactId: body.contactId,
      clientId: body.clientId,
      unit: stamp.by.unit,
      sharedWith: [],
      createdAt: stamp.at,
      createdBy: stamp.by,
      fields: {},
      lines: {},
      removedLines: {},
      adviceOnly: [],
      agreedAt: null,
      agreedBy: null,
    }),
  }),
  'plan.fieldSet': fact(
    'plan',
    z.strictObject({ field: z.enum(planFields), value: freeText(noteCharsMax) }),
    {
      apply: (plan: Plan, stamp, body) => ({
        ...plan,
        fields: { ...plan.fields, [body.field]: writeField(plan.fields[body.field], stamp, body.value) },
      }),
    },
  ),
  'plan.lineAdded': fact(
    'plan',
    z.strictObject({
      lineId,
      text: freeText(lineCharsMax),
      responsible: freeText(shortCharsMax),
      due: freeText(shortCharsMax),
      from: questionIds,
    }),
    {
      begins: (body) => body.lineId,
      apply: (plan: Plan, stamp, body) => ({
        ...plan,
        lines: {
          ...plan.lines,
          [body.lineId]: {
            id: body.lineId,
            text: writeField(undefined, stamp, body.text),
            responsible: writeField(undefined, stamp, body.responsible),
            due: writeField(undefined, stamp, body.due),
            from: body.from,
            addedBy: stamp.by,
            addedAt: stamp.at,
          },
        },
      }),
    },
  ),
  'plan.lineFieldSet': fact(
    'plan',
    z.strictObject({ lineId, field: z.enum(planLineFields), value: freeText(lineCharsMax) }),
    {
      lacks: lacksLine,
      apply: (plan: Plan, stamp, body) =>
        editLine(plan, {
          id: body.lineId,
          stamp,
          edit: (line) => ({ ...line, [body.field]: writeField(line[body.field], stamp, body.value) }),
        }),
    },
  ),
  'plan.lineRemoved': fact('plan', z.strictObject({ lineId }), {
    lacks: lacksLine,
    apply: (plan: Plan, stamp, body) => removeLine(plan, body.lineId, stamp),
  }),
  'plan.adviceOnlySet': fact('plan', z.strictObject({ reason: freeText(lineCharsMax).nullable() }), {
    apply: (plan: Plan, stamp, body) => ({
      ...plan,
      adviceOnly: writeField(plan.adviceOnly, stamp, body.reason),
    }),
  }),
  'plan.shared': fact('plan', z.strictObject({ unit: z.string().max(shortCharsMax) }), {
    apply: (plan: Plan, _stamp, body) =>
      plan.unit === body.unit || plan.sharedWith.includes(body.unit)
        ? plan
        : { ...plan, sharedWith: [...plan.sharedWith, body.unit] },
  }),
  'plan.agreed': fact('plan', z.strictObject({}), {
    apply: (plan: Plan, stamp) => ({
      ...plan,
      agreedAt: stamp.at,
      agreedBy: stamp.by,
      agreedBasis: stamp.basis,
    }),
  }),
} satisfies Record<string, Fact>;
