// Conditions for asking. A condition we cannot say is left out so that the question is asked rather than not.
import type { Predicate } from '../../compile/predicate.ts';
import { loss } from '../lossReasons.ts';
import type { ReadQuestion } from './foreignQuestion.ts';
import type { Ledger } from './ledger.ts';
import type { ForeignEnableWhen, ForeignItem } from './resource.ts';

/** A question as conditions may name it. */
export interface Named extends ReadQuestion {
  readonly id: string;
}

export interface Asked {
  /** Questions asked before this one, by their foreign names. */
  readonly before: ReadonlyMap<string, Named>;
  readonly ledger: Ledger;
}

export function readWhen(item: ForeignItem, path: string, { before, ledger }: Asked): Predicate | null {
  const conditions = item.enableWhen ?? [];
  if (conditions.length === 0) return null;
  const found = conditions.map((condition, index) => {
    const at = `${path}.enableWhen[${index}]`;
    const target = before.get(condition.question);
    if (target === undefined) {
      ledger.lose(at, loss.notAskedBefore(condition.question));
      return null;
    }
    const predicate = readCondition(condition, target);
    if (predicate === null) ledger.lose(at, loss.cannotCompare(condition.operator, target.id));
    else ledger.keep(at);
    return predicate;
  });
  if (item.enableBehavior !== undefined) ledger.keep(`${path}.enableBehavior`);
  const said = found.filter((one) => one !== null);
  const isAny = item.enableBehavior === 'any';
  // One way in that cannot be said. Every answer may be that way, so the question is always asked.
  if (said.length === 0 || (isAny && said.length < found.length)) {
    ledger.lose(`${path}.enableWhen`, loss.askedAlways);
    return null;
  }
  const [only] = said;
  if (said.length === 1 && only !== undefined) return only;
  return isAny ? { any: said } : { all: said };
}

function readCondition(condition: ForeignEnableWhen, target: Named): Predicate | null {
  const { operator } = condition;
  if (operator === 'exists') return condition.answerBoolean === true ? isAnswered(target) : null;
  const value = comparedTo(condition, target);
  if (value === null) return null;
  const { id } = target;
  if (operator === '=') return { [id]: value };
  if (operator === '!=') return { [id]: { ne: value } };
  if (typeof value !== 'number') return null;
  switch (operator) {
    case '>':
      return { [id]: { gt: value } };
    case '>=':
      return { [id]: { gte: value } };
    case '<':
      return { [id]: { lt: value } };
    default:
      return { [id]: { lte: value } };
  }
}

function isAnswered({ id, kind }: Named): Predicate | null {
  switch (kind.type) {
    case 'yes_no':
      return { [id]: { in: ['yes', 'no'] } };
    case 'choice':
    case 'many':
      return { [id]: { in: Object.keys(kind.options) } };
    case 'number':
      return { [id]: { gte: kind.min } };
    default:
      return null;
  }
}

function comparedTo(condition: ForeignEnableWhen, { kind, optionOf }: Named): string | number | null {
  const { answerBoolean, answerCoding, answerString, answerInteger, answerDecimal, answerQuantity } =
    condition;
  switch (kind.type) {
    case 'yes_no':
      return answerBoolean === undefined ? null : answerBoolean ? 'yes' : 'no';
    case 'choice':
    case 'many': {
      const coded =
        answerCoding === undefined ? undefined : `${answerCoding.system ?? ''}|${answerCoding.code}`;
      const name = coded ?? answerString ?? (answerInteger === undefined ? undefined : String(answerInteger));
      return optionOf.get(name ?? '') ?? null;
    }
    case 'number': {
      const value = answerInteger ?? answerDecimal ?? answerQuantity?.value;
      return value === undefined || value < kind.min || value > kind.max ? null : value;
    }
    default:
      return null;
  }
}
