// npm run script:draw <id> [-- --lang fi]: the conversations of a script as a Mermaid flow chart.
import { drawScript } from '../../shared/script/proof/drawScript.ts';
import { findScript, print, readToolInput } from './library.ts';

const input = readToolInput();
print(drawScript(findScript(input), input.language));
