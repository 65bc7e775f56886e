// One question of a foreign questionnaire as a question of ours.
import { own } from '../../../base/own.ts';
import type { LocalText } from '../../../base/text.ts';
import type { Unit } from '../../unit.ts';
import { maxValueUrl, minValueUrl, unitOptionUrl, unitUrl } from '../fhirShapes.ts';
import { loss } from '../lossReasons.ts';
import { unitOf } from '../unitCode.ts';
import type { Say } from './foreignText.ts';
import type { Ledger } from './ledger.ts';
import { OwnNames } from './ownNames.ts';
import type { ForeignItem, ForeignQuestionnaire } from './resource.ts';

export type OwnKind =
  | { readonly type: 'yes_no' | 'date' | 'text' }
  | { readonly type: 'choice' | 'many'; readonly options: Readonly<Record<string, LocalText>> }
  | { readonly type: 'number'; readonly unit: Unit; readonly min: number; readonly max: number };

export interface ReadQuestion {
  readonly kind: OwnKind;
  /** Our option by what a condition calls it: `system|code`, `|code`, or the plain value. */
  readonly optionOf: ReadonlyMap<string, string>;
}

export interface Reading {
  readonly ledger: Ledger;
  readonly say: Say;
  readonly contained: ForeignQuestionnaire['contained'];
}

const optionsMin = 2;
const optionsMax = 12;
const numberMax = 1_000_000_000;
const assumedMax = 1_000_000;

/** Types that are answered in words here, and what is lost by it. */
const asText: Readonly<Record<string, LocalText | null>> = {
  string: null,
  text: null,
  url: loss.addressAsText,
  time: loss.timeAsText,
};
const asDate: Readonly<Record<string, LocalText | null>> = {
  date: null,
  dateTime: loss.dateOnly,
};

/** Null: nothing of ours can ask this. */
export function readQuestion(item: ForeignItem, path: string, reading: Reading): ReadQuestion | null {
  const { ledger } = reading;
  const plain = (kind: OwnKind, why: LocalText | null = null): ReadQuestion => {
    if (why === null) ledger.keep(`${path}.type`);
    else ledger.lose(`${path}.type`, why);
    return { kind, optionOf: new Map() };
  };
  const { type } = item;
  const hasOptions = item.answerOption !== undefined || item.answerValueSet !== undefined;
  if (
    type === 'choice' ||
    type === 'open-choice' ||
    (hasOptions && (type === 'integer' || type === 'string'))
  )
    return readOptions(item, path, reading);
  if (item.repeats === true) ledger.lose(`${path}.repeats`, loss.oneAnswer);
  else if (item.repeats === false) ledger.keep(`${path}.repeats`);
  if (type === 'boolean') return plain({ type: 'yes_no' });
  if (type === 'integer' || type === 'decimal' || type === 'quantity')
    return plain(readNumber(item, path, ledger));
  const date = own(asDate, type);
  if (date !== undefined) return plain({ type: 'date' }, date);
  const words = own(asText, type);
  if (words !== undefined) return plain({ type: 'text' }, words);
  ledger.lose(path, loss.notByTelephone(type));
  return null;
}

interface ForeignOption {
  readonly names: readonly string[];
  readonly text: string;
  readonly path: string;
  readonly extensions: Parameters<Say>[0]['extensions'];
}

function readOptions(item: ForeignItem, path: string, reading: Reading): ReadQuestion {
  const { ledger, say } = reading;
  const options = [...answerOptions(item, path, ledger), ...valueSetOptions(item, path, reading)];
  if (options.length < optionsMin || options.length > optionsMax) {
    ledger.lose(`${path}.type`, loss.optionsAsText(options.length, optionsMin, optionsMax));
    for (const option of options) ledger.lose(option.path, loss.seeType);
    return { kind: { type: 'text' }, optionOf: new Map() };
  }
  if (item.type === 'open-choice') ledger.lose(`${path}.type`, loss.ownWordsBeside);
  else ledger.keep(`${path}.type`);
  if (item.repeats !== undefined) ledger.keep(`${path}.repeats`);
  const names = new OwnNames('o', ['unknown', 'yes', 'no']);
  const optionOf = new Map<string, string>();
  const texts = options.map((option): [string, LocalText] => {
    const key = names.make(option.names.at(-1) ?? option.text);
    for (const name of option.names) if (!optionOf.has(name)) optionOf.set(name, key);
    const { text, path: at, extensions } = option;
    return [key, say({ text, extensions, path: at, otherwise: key })];
  });
  const type = item.repeats === true ? 'many' : 'choice';
  return { kind: { type, options: Object.fromEntries(texts) }, optionOf };
}

/** A code lives on as the option's key. */
function answerOptions({ answerOption = [] }: ForeignItem, path: string, ledger: Ledger): ForeignOption[] {
  return answerOption.flatMap((option, index): ForeignOption[] => {
    const at = `${path}.answerOption[${index}]`;
    const { valueCoding: coding, valueString, valueInteger } = option;
    if (coding !== undefined) {
      const code = coding.code ?? coding.display ?? '';
      const text = coding.display ?? code;
      const display = coding.display === undefined ? 'code' : 'display';
      if (display === 'display' && coding.code !== undefined) ledger.keep(`${at}.valueCoding.code`);
      const beside = coding._display;
      const extensions =
        typeof beside === 'object' && beside !== null && 'extension' in beside
          ? (beside.extension as ForeignOption['extensions'])
          : undefined;
      return [
        {
          names: [`${coding.system ?? ''}|${code}`, `|${code}`, code],
          text,
          path: `${at}.valueCoding.${display}`,
          extensions,
        },
      ];
    }
    if (valueString !== undefined)
      return [{ names: [valueString], text: valueString, path: `${at}.valueString`, extensions: undefined }];
    if (valueInteger === undefined) return [];
    const text = String(valueInteger);
    return [{ names: [text], text, path: `${at}.valueInteger`, extensions: undefined }];
  });
}

/** A value set inside the resource; one somewhere else is named and never fetched. */
function valueSetOptions({ answerValueSet }: ForeignItem, path: string, reading: Reading): ForeignOption[] {
  if (answerValueSet === undefined) return [];
  const { ledger, contained = [] } = reading;
  const at = `${path}.answerValueSet`;
  const index = contained.findIndex(
    (one) => `#${one.id}` === answerValueSet && one.resourceType === 'ValueSet',
  );
  const found = contained[index];
  if (found === undefined) {
    ledger.lose(at, loss.valueSetElsewhere);
    return [];
  }
  ledger.keep(at);
  for (const name of ['resourceType', 'id']) ledger.keep(`contained[${index}].${name}`);
  return (found.compose?.include ?? []).flatMap((include, part) => {
    const place = `contained[${index}].compose.include[${part}]`;
    if (include.filter !== undefined) ledger.lose(`${place}.filter`, loss.filterNeedsServer);
    if (include.valueSet !== undefined) ledger.lose(`${place}.valueSet`, loss.otherValueSet);
    return (include.concept ?? []).map(({ code, display }, number) => {
      const concept = `${place}.concept[${number}]`;
      if (display !== undefined) ledger.keep(`${concept}.code`);
      return {
        names: [`${include.system ?? ''}|${code}`, `|${code}`, code],
        text: display ?? code,
        path: `${concept}.${display === undefined ? 'code' : 'display'}`,
        extensions: undefined,
      };
    });
  });
}

function readNumber(item: ForeignItem, path: string, ledger: Ledger): Extract<OwnKind, { type: 'number' }> {
  const bound = (url: string): number | null => {
    const index = (item.extension ?? []).findIndex((one) => one.url === url);
    const found = item.extension?.[index];
    const value = found?.valueInteger ?? found?.valueDecimal;
    if (value === undefined || Math.abs(value) > numberMax) return null;
    ledger.keep(`${path}.extension[${index}]`);
    return value;
  };
  const [least, most] = [bound(minValueUrl), bound(maxValueUrl)];
  const min = least ?? Math.min(0, (most ?? 1) - 1);
  const max = most !== null && most > min ? most : Math.max(assumedMax, min + 1);
  if (least === null || most === null || most <= min)
    ledger.lose(`${path}.type`, loss.rangeAssumed(min, max));
  return { type: 'number', unit: readUnit(item, path, ledger), min, max };
}

function readUnit({ extension = [], type }: ForeignItem, path: string, ledger: Ledger): Unit {
  const index = extension.findIndex((one) => one.url === unitUrl || one.url === unitOptionUrl);
  const coding = extension[index]?.valueCoding;
  const unit = coding?.code === undefined ? null : unitOf(coding.code);
  if (unit !== null) {
    ledger.keep(`${path}.extension[${index}]`);
    return unit;
  }
  if (coding !== undefined)
    ledger.lose(`${path}.type`, loss.foreignUnit(coding.display ?? coding.code ?? '?'));
  else if (type === 'quantity') ledger.lose(`${path}.type`, loss.noUnit);
  return 'times';
}
