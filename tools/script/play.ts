// npm run script:play <id> [-- --lang fi] [--json]: a script as a conversation in the terminal.
import { createInterface } from 'node:readline';
import { findScript, print, readToolInput } from './library.ts';
import { playInJson } from './playInJson.ts';
import { playInWords } from './playInWords.ts';

const input = readToolInput();
const script = findScript(input);
const player = input.isJson ? playInJson(script, input.language) : playInWords(script, input.language);
print(player.begin());
for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() !== '') print(player.take(line));
}
