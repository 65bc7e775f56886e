// Keeps LW17. Why the region would not release a text, in the reader's language: its answer is kept in the log as one line,
// and what a proof found as one in each language.
import { type Language, type LocalText, languages, lineCharsMax } from '../../base/text.ts';
import { properties, type Violation } from '../proof/violation.ts';
import { isWorded, problemWords } from './problemWords.ts';

/** The line names the place first: `ask.3.say the sv text is missing`, or `decide[2] same_day: …` of a proof. */
export function releaseWords(property: string, line: string): LocalText {
  if (properties.some((one) => one === property)) return ofProof(line);
  // A place may have spaces in it: the message is the longest end of the line that there are words for.
  for (let at = 0; at >= 0; at = line.indexOf(' ', at + 1)) {
    const message = line.slice(at).trim();
    if (isWorded(message)) return after(line.slice(0, at), problemWords(message));
  }
  return problemWords(line);
}

/** A program that takes them for one shows all of them, Finnish first. */
export function findingLines({ subject, message }: Violation): string {
  const lineIn = (language: Language): string => `${subject}: ${message[language]}`.replace(/\s+/g, ' ');
  const charsMax = Math.floor(lineCharsMax / languages.length) - 1;
  return languages.map((language) => cutLine(lineIn(language), charsMax)).join('\n');
}

/** Not within a character: half of one cannot be stored. */
export function cutLine(line: string, charsMax: number): string {
  return line.slice(0, charsMax).replace(/\p{Cs}$/u, '');
}

/** An older region wrote it in Finnish alone. Others read what it is about; the proof beside the text says the rest. */
function ofProof(lines: string): LocalText {
  const [fi = lines, sv, en] = lines.split('\n');
  const [subject = fi] = fi.split(': ');
  return { fi, sv: sv ?? subject, en: en ?? subject };
}

function after(place: string, { fi, sv, en }: LocalText): LocalText {
  return place === '' ? { fi, sv, en } : { fi: `${place} ${fi}`, sv: `${place} ${sv}`, en: `${place} ${en}` };
}
