// Keeps LW17. Why the region would not release a text, in the reader's language: its answer is one line, kept in the log.
import type { LocalText } from '../../base/text.ts';
import { properties } from '../proof/violation.ts';
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

/** The region writes a proof's finding in Finnish. Others read what it is about; the proof beside the text says the rest. */
function ofProof(line: string): LocalText {
  const [subject = line] = line.split(': ');
  return { fi: line, sv: subject, en: subject };
}

function after(place: string, { fi, sv, en }: LocalText): LocalText {
  return place === '' ? { fi, sv, en } : { fi: `${place} ${fi}`, sv: `${place} ${sv}`, en: `${place} ${en}` };
}
