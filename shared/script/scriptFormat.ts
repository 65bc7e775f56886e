// Keeps SC1, SC2. The schema of an authored script and of a block of shared questions.
import { z } from 'zod';
import { languages } from '../base/text.ts';
import { alsoCodes } from './alsoAction.ts';
import { predicateSchema } from './compile/predicate.ts';
import { dispositionCodes } from './disposition.ts';
import { type Unit, units } from './unit.ts';

const id = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be snake_case, starting with a letter');
const version = z.int().positive();
const line = z.string().trim().min(1, 'must not be empty').max(1_000);
const localText = z.strictObject({ fi: line, sv: line, en: line });
const yesNo = z.enum(['yes', 'no'], 'must be yes or no');
const code = z.enum(dispositionCodes);
const codes = z.array(code).min(1);
const idOrIds = z.union([id, z.array(id).min(1)]).transform((one) => (Array.isArray(one) ? one : [one]));
const unit = z.enum(Object.keys(units) as [Unit, ...Unit[]]);
const unknownPolicy = z.enum(['worst', 'ignore']);

/** How far a fact is checked: seen at its source, professional knowledge, or for the organisation to decide. */
const mark = z.enum(['verified', 'know', 'local']);
const source = z.strictObject({ id, mark, title: line, url: z.url().optional() });

const asking = {
  id,
  say: localText,
  hint: localText.optional(),
  topic: id.optional(),
  /** Recorded for the plan or the receiver, used in no rule, asked after the disposition and may be skipped. */
  info: z.boolean().default(false),
  red_flag: z.boolean().default(false),
  /** Asked only when this is true. For information questions alone: what decides is asked as long as a rule needs it. */
  when: predicateSchema.optional(),
};
const options = z
  .record(id, localText)
  .refine((all) => Object.keys(all).length >= 2 && Object.keys(all).length <= 12, 'needs 2 to 12 options');

const yesNoQuestion = z.strictObject({
  ...asking,
  type: z.literal('yes_no'),
  unknown: z.union([unknownPolicy, yesNo]).optional(),
  worse: yesNo.optional(),
  good: yesNo.default('no'),
});
const choiceQuestion = z.strictObject({
  ...asking,
  type: z.literal('choice'),
  options,
  unknown: z.union([unknownPolicy, id]).optional(),
  /** Option keys from the least to the most dangerous; options left out are not compared. */
  worse: z.array(id).min(2).optional(),
  good: id.optional(),
});
const manyQuestion = z.strictObject({
  ...asking,
  type: z.literal('many'),
  options,
  unknown: unknownPolicy.optional(),
  /** `more`: every further choice is at least as dangerous. */
  worse: z.literal('more').optional(),
});
const range = { min: z.number(), max: z.number(), good: z.number().optional() };
const numeric = {
  unknown: z.union([unknownPolicy, z.number()]).optional(),
  worse: z.enum(['higher', 'lower']).optional(),
};
const numberQuestion = z.strictObject({ ...asking, type: z.literal('number'), unit, ...range, ...numeric });
/** Whole numbers between two ends, each with a word of its own (pain 0–10). */
const scaleQuestion = z.strictObject({
  ...asking,
  type: z.literal('scale'),
  ends: z.strictObject({ min: localText, max: localText }),
  ...range,
  ...numeric,
});
const dateQuestion = z.strictObject({ ...asking, type: z.literal('date') });
const textQuestion = z.strictObject({ ...asking, type: z.literal('text') });

const question = z.discriminatedUnion('type', [
  yesNoQuestion,
  choiceQuestion,
  manyQuestion,
  numberQuestion,
  scaleQuestion,
  dateQuestion,
  textQuestion,
]);
/** Takes a question of an included block to this place in the order of asking. */
const use = z.strictObject({
  use: id,
  topic: id.optional(),
  worse: z.enum(['yes', 'no', 'higher', 'lower']).optional(),
});

/** The shape is chosen by its mark first, so that a mistake in a question is named, not "no variant matched". */
const askItem = z.unknown().transform((value, ctx): z.output<typeof use> | z.output<typeof question> => {
  const isUse = typeof value === 'object' && value !== null && 'use' in value;
  const parsed = isUse ? use.safeParse(value) : question.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues)
    ctx.addIssue({ code: 'custom', path: issue.path, message: inWords(issue) });
  return z.NEVER;
});

const rule = z.strictObject({
  to: code,
  when: predicateSchema.optional(),
  because: localText.optional(),
  source: idOrIds.optional(),
  also: z.array(z.enum(alsoCodes)).default([]),
  /** Goes on in another script; `to` is then the least urgency this call keeps. */
  goto: id.optional(),
  note: line.optional(),
});

const conditional = { for: codes.optional(), when: predicateSchema.optional() };
const adviceLine = z.strictObject({ id, say: localText, ...conditional });
/** A draft line of the client plan. `{question_id}` in the text is replaced by the answer given. */
const planLine = z.strictObject({ id, text: localText, ...conditional });

/** A row of the vulnerability screen: one rung up, or at least a given disposition. Never lowers. */
const raise = z.strictObject({
  id,
  when: predicateSchema,
  ladder: z.enum(['health', 'social', 'any']),
  atLeast: code.optional(),
  because: localText,
});
const channel = z.strictObject({
  id,
  say: localText,
  needs: z.enum(['photo', 'sensitive']).optional(),
  ...conditional,
});

const words = z.array(z.string().trim().min(1).max(60)).min(1).max(60);
const ageLimit = z.string().regex(/^\d{1,3} (months|years)$/, 'must be like "36 months" or "75 years"');
const include = z.string().regex(/^[a-z][a-z0-9_]*@[1-9]\d*$/, 'must be like open_safety@1');
const approval = z.strictObject({ by: line, title: line, date: z.iso.date() });

export const scriptSchema = z.strictObject({
  id,
  version,
  status: z.union([z.literal('draft'), z.strictObject({ approved: z.array(approval).min(1).max(4) })]),
  area: z.enum(['health', 'social']),
  title: localText,
  subject: z
    .strictObject({ age: z.strictObject({ min: ageLimit.optional(), max: ageLimit.optional() }).optional() })
    .default({}),
  keywords: z.strictObject({ fi: words, sv: words, en: words }),
  /** A picture helps the receiver; steers the choice of channel. */
  photo: z.boolean().default(false),
  /** Violence or a child at risk may be behind the matter; steers the choice of channel. */
  sensitive: z.boolean().default(false),
  sources: z.array(source).min(1),
  topics: z.array(z.strictObject({ id, title: localText })).default([]),
  include: z.array(include).default([]),
  /** Rows of the included vulnerability screen that cannot apply here (an age row in a child's script). */
  skip: z.array(id).default([]),
  ask: z.array(askItem).min(1).max(120),
  decide: z.array(rule).min(1).max(60),
  guidance: z.array(adviceLine).default([]),
  advice: z.array(adviceLine).default([]),
  safetyNet: z.array(adviceLine).default([]),
  plan: z.array(planLine).default([]),
  notes: z.array(z.strictObject({ mark, text: line })).default([]),
});

export const blockSchema = z.strictObject({
  id,
  version,
  title: localText,
  /**
   * Where its questions stand: before the script, in it (at the places of `use`, and what has no place first), or after
   * the disposition, when something depends on them.
   */
  place: z.enum(['safety', 'script', 'context']),
  sources: z.array(source).default([]),
  topics: z.array(z.strictObject({ id, title: localText })).default([]),
  ask: z.array(question).default([]),
  decide: z.array(rule).default([]),
  raise: z.array(raise).default([]),
  support: z.array(planLine).default([]),
  channel: z.array(channel).default([]),
  safetyNet: z.array(adviceLine).default([]),
  notes: z.array(z.strictObject({ mark, text: line })).default([]),
});

export type Script = z.output<typeof scriptSchema>;
export type Block = z.output<typeof blockSchema>;
export type Question = z.output<typeof question>;
export type QuestionKind = Question['type'];
export type Rule = z.output<typeof rule>;
export type Raise = z.output<typeof raise>;
export type AdviceLine = z.output<typeof adviceLine>;
export type PlanLine = z.output<typeof planLine>;
export type ChannelLine = z.output<typeof channel>;
export type Source = z.output<typeof source>;

/** One mistake in an authored file, in words an author can act on. */
export interface ScriptProblem {
  readonly file: string;
  /** The place inside the file, such as `ask.3.say.sv`. */
  readonly key: string;
  readonly message: string;
}

/** Turns the schema's report into one line per mistake. */
export function problemsOf(file: string, error: z.ZodError): ScriptProblem[] {
  return error.issues.map((issue) => ({ file, key: issue.path.join('.'), message: inWords(issue) }));
}

function inWords(issue: z.core.$ZodIssue): string {
  const last = issue.path.at(-1);
  if (issue.code === 'unrecognized_keys') return `unknown key: ${issue.keys.join(', ')}`;
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) {
    const isText = (languages as readonly string[]).includes(String(last));
    return isText ? `the ${String(last)} text is missing` : 'is missing';
  }
  return issue.message;
}
