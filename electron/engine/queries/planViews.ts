import { assert } from '../../../shared/base/assert.ts';
import { type Field, isDisputed } from '../../../shared/domain/field/field.ts';
import { type Plan, planFields, planLineFields } from '../../../shared/domain/plan/plan.ts';
import type { PlanView } from '../../../shared/protocol/deskViews.ts';
import { findReadable, type Reading, recordQuery } from '../query.ts';
import { signsOf } from './recordFacts.ts';

export const planGet = recordQuery(
  'plan.get',
  ({ planId }) => [`plan:${planId}`],
  (reading, { planId }) => {
    const plan = findReadable(reading, 'plan', planId);
    return plan === undefined ? { refused: 'notFound' } : planView(reading, plan);
  },
);

export function planViewOf(reading: Reading, planId: string): PlanView {
  const plan = findReadable(reading, 'plan', planId);
  assert(plan !== undefined, 'a plan that was just written is gone');
  return planView(reading, plan);
}

function planView(reading: Reading, plan: Plan): PlanView {
  const signs = signsOf(reading, { kind: 'plan', id: plan.id });
  return { ...plan, planId: plan.id, signs, disputed: disputedPaths(plan) };
}

function disputedPaths(plan: Plan): string[] {
  const fields = planFields.map((name): [string, Field<string> | undefined] => [
    `fields.${name}`,
    plan.fields[name],
  ]);
  const lines = Object.values(plan.lines).flatMap((line) =>
    planLineFields.map((name): [string, Field<string>] => [`lines.${line.id}.${name}`, line[name]]),
  );
  const advice: [string, Field<unknown>] = ['adviceOnly', plan.adviceOnly];
  return [...fields, ...lines, advice].filter(([, field]) => isDisputed(field)).map(([path]) => path);
}
