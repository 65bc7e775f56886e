// The walk of a script as a Mermaid flow chart. Answers that lead to the same place share one arrow.
import type { Language } from '../../base/text.ts';
import { answerText } from '../answerText.ts';
import type { ScriptData } from '../compiledScript.ts';
import { nameOf } from './dialogue.ts';
import { type Place, walkScript } from './walk.ts';

export function drawScript(script: ScriptData, language: Language): string {
  const { places, root } = walkScript(script);
  const lines = [
    'flowchart TD',
    `  start([${quoted(script.title[language])}]) --> ${nameAt(places[root], root)}`,
  ];
  const ends = new Set<string>();
  for (const [id, place] of [...places.entries()].toReversed()) {
    if (place.kind === 'end') {
      const name = nameAt(place, id);
      if (!ends.has(name)) lines.push(`  ${name}[[${quoted(textOfEnd(place, language))}]]`);
      ends.add(name);
      continue;
    }
    const question = script.questions[place.question];
    lines.push(`  ${nameAt(place, id)}{${quoted(question?.question.say[language] ?? '')}}`);
    const arrows = new Map<string, string[]>();
    for (const [answer, to] of place.next.entries()) {
      const target = nameAt(places[to], to);
      const sample = question?.classes[answer]?.sample;
      const words = question === undefined ? '' : answerText(question.question, sample)[language];
      arrows.set(target, [...(arrows.get(target) ?? []), words]);
    }
    for (const [target, words] of arrows)
      lines.push(`  ${nameAt(place, id)} -->|${quoted(words.join(' / '))}| ${target}`);
  }
  return lines.join('\n');
}

/** Ends with one disposition are one box, whichever rule led there. */
function nameAt(place: Place | undefined, id: number): string {
  return place?.kind === 'end' ? `end_${place.to ?? 'none'}` : `ask_${id}`;
}

function textOfEnd(place: Extract<Place, { kind: 'end' }>, language: Language): string {
  return nameOf(place.to)[language];
}

/** Mermaid reads quotes and brackets in labels as its own signs. */
function quoted(text: string): string {
  return `"${text.replaceAll('"', '#quot;')}"`;
}
