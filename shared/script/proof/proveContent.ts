// Keeps SC18. Texts, sources, time limits and safety net are there in every language.
import { type LocalText, languages } from '../../base/text.ts';
import type { CompiledQuestion, ScriptData } from '../compiledScript.ts';
import { dispositions, rankOf } from '../disposition.ts';
import { type Property, ruleName, type Violation } from './violation.ts';

/** Lowest rung of both ladders: advice only, so nothing is promised by a time. */
const adviceOnlyRank = 1;
/** Longer texts that read the same in two languages were never translated; short ones may really be the same. */
const sameTextCharsMin = 16;

export function proveContent(script: ScriptData): Violation[] {
  return [...checkTexts(script), ...checkRules(script), ...checkSafetyNet(script), ...checkOrder(script)];
}

function checkTexts(script: ScriptData): Violation[] {
  const texts: [string, LocalText][] = [
    ['title', script.title],
    ...script.topics.map((topic): [string, LocalText] => [topic.id, topic.title]),
    ...script.questions.flatMap(textsOfQuestion),
    ...script.raises.map((row): [string, LocalText] => [row.id, row.because]),
    ...script.channel.map((line): [string, LocalText] => [line.id, line.say]),
    ...[...script.advice, ...script.guidance, ...script.safetyNet].map((line): [string, LocalText] => [
      line.id,
      line.say,
    ]),
    ...[...script.plan, ...script.support].map((line): [string, LocalText] => [line.id, line.text]),
    ...script.rules.flatMap((rule): [string, LocalText][] =>
      rule.because === null ? [] : [[ruleName(script, rule.index), rule.because]],
    ),
  ];
  const untranslated = texts.flatMap(([subject, text]) => {
    const twice = languages.some((one, index) =>
      languages
        .slice(index + 1)
        .some((other) => text[one] === text[other] && text[one].length >= sameTextCharsMin),
    );
    const message = {
      fi: 'Teksti on sama kahdella kielellä.',
      sv: 'Texten är densamma på två språk.',
      en: 'The text is the same in two languages.',
    };
    return twice ? [violation('texts', subject, message)] : [];
  });
  const silent = script.rules
    .filter((rule) => rule.because === null)
    .map((rule) =>
      violation('texts', ruleName(script, rule.index), {
        fi: 'Perustelu puuttuu.',
        sv: 'Motiveringen saknas.',
        en: 'The reason (because) is missing.',
      }),
    );
  return [...untranslated, ...silent];
}

function textsOfQuestion({ id, question }: CompiledQuestion): [string, LocalText][] {
  const options = question.type === 'choice' || question.type === 'many' ? question.options : {};
  return [
    [id, question.say],
    ...(question.hint === undefined ? [] : [[`${id} hint`, question.hint] as [string, LocalText]]),
    ...Object.entries(options).map(([key, text]): [string, LocalText] => [`${id} ${key}`, text]),
    ...(question.type === 'scale' ? Object.entries(question.ends) : []).map(
      ([end, text]): [string, LocalText] => [`${id} ${end}`, text],
    ),
  ];
}

function checkRules(script: ScriptData): Violation[] {
  return script.rules.flatMap((rule) => {
    const subject = ruleName(script, rule.index);
    const found: Violation[] = [];
    if (rule.source.length === 0) {
      found.push(
        violation('sources', subject, {
          fi: 'Lähde puuttuu.',
          sv: 'Källan saknas.',
          en: 'The source is missing.',
        }),
      );
    }
    if (rule.rank > adviceOnlyRank && dispositions[rule.to].limit === null) {
      found.push(
        violation('timeLimit', subject, {
          fi: 'Aikaraja puuttuu.',
          sv: 'Tidsgränsen saknas.',
          en: 'The time limit is missing.',
        }),
      );
    }
    return found;
  });
}

/** Every outcome the script can reach needs a safety-net line of its own or for all outcomes. */
function checkSafetyNet(script: ScriptData): Violation[] {
  const own = script.safetyNet.filter((line) => line.when === undefined);
  const reached = new Set(script.rules.map((rule) => rule.to));
  return [...reached]
    .filter((code) => !own.some((line) => line.for === undefined || line.for.includes(code)))
    .map((code) =>
      violation('safetyNet', code, {
        fi: 'Tälle tulokselle ei ole turvaohjetta.',
        sv: 'Det finns ingen säkerhetsanvisning för det här utfallet.',
        en: 'There is no safety-net line for this outcome.',
      }),
    );
}

/** Most urgent first; only the last rule may be more urgent than the one before, as the answer to all that is left. */
function checkOrder(script: ScriptData): Violation[] {
  return script.rules.flatMap((rule, index) => {
    const before = script.rules[index - 1];
    const isLast = index === script.rules.length - 1;
    if (before === undefined || isLast || rankOf(rule.to) <= rankOf(before.to)) return [];
    return [
      violation('acuityOrder', ruleName(script, index), {
        fi: 'Sääntö on kiireellisempi kuin sitä edeltävä.',
        sv: 'Regeln är mer brådskande än den föregående.',
        en: 'The rule is more urgent than the one before it.',
      }),
    ];
  });
}

function violation(property: Property, subject: string, message: Violation['message']): Violation {
  return { property, subject, message, dialogue: [] };
}
