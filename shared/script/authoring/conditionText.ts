// A condition as one line that an author can compare by eye.
import { asAtom, childrenOf, type Predicate, type Test } from '../compile/predicate.ts';

export function conditionText(predicate: Predicate | undefined): string {
  if (predicate === undefined) return '';
  const atom = asAtom(predicate);
  if (atom !== null) return `${atom.questionId} ${testText(atom.test)}`;
  const [only] = childrenOf(predicate);
  if ('not' in predicate) return `not (${conditionText(only)})`;
  const parts = childrenOf(predicate).map((child) =>
    asAtom(child) === null ? `(${conditionText(child)})` : conditionText(child),
  );
  return parts.join('any' in predicate ? ' or ' : ' and ');
}

export function testText(test: Test): string {
  if (typeof test !== 'object') return `= ${test}`;
  if ('in' in test) return `in ${test.in.join(', ')}`;
  if ('ne' in test) return `≠ ${test.ne}`;
  if ('sure' in test) return test.sure === 'yes' ? 'is known' : 'is not known';
  if ('lt' in test) return `< ${test.lt}`;
  if ('lte' in test) return `≤ ${test.lte}`;
  if ('gt' in test) return `> ${test.gt}`;
  if ('gte' in test) return `≥ ${test.gte}`;
  return `${test.between[0]}–${test.between[1]}`;
}
