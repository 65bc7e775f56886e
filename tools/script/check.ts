// npm run script:check [-- --json]: proves every script of the library; ends with 1 when a proof fails.

import type { CompiledScript } from '../../shared/script/compileScript.ts';
import { answersOf } from '../../shared/script/proof/dialogue.ts';
import { proveScript, type ScriptProof } from '../../shared/script/proof/proveScript.ts';
import type { Violation } from '../../shared/script/proof/violation.ts';
import { findScript, print, readToolInput } from './library.ts';

const input = readToolInput();
const { library, isJson, id } = input;
// A name that no script has is a slip of the hand, not a proof that failed.
if (id !== null && library.problems.length === 0) findScript(input);
const startedMs = performance.now();
const proofs = library.scripts.filter((script) => id === null || script.id === id).map(timed);
const ms = Math.round(performance.now() - startedMs);
const ok = library.problems.length === 0 && proofs.length > 0 && proofs.every((one) => one.proof.ok);
if (isJson) print(JSON.stringify({ ok, ms, problems: library.problems, scripts: proofs.map(asJson) }));
else printReport();
process.exitCode = ok ? 0 : 1;

interface Timed {
  readonly script: CompiledScript;
  readonly proof: ScriptProof;
  readonly ms: number;
}

function timed(script: CompiledScript): Timed {
  const fromMs = performance.now();
  const proof = proveScript(script);
  return { script, proof, ms: Math.round((performance.now() - fromMs) * 10) / 10 };
}

function asJson({ script, proof, ms: proofMs }: Timed) {
  const { witnesses, paths, ...rest } = proof;
  const answers = (path: Parameters<typeof answersOf>[1] | null) =>
    path === null ? null : answersOf(script, path);
  return {
    ...rest,
    ms: proofMs,
    paths: {
      longest: answers(paths.longest),
      shortest: answers(paths.shortest),
      redFlag: answers(paths.redFlag),
    },
    witnesses: {
      rules: witnesses.rules.map(answers),
      questions: Object.fromEntries(
        script.questions.map((one) => [one.id, answers(witnesses.questions[one.index] ?? null)]),
      ),
    },
  };
}

function printReport(): void {
  print('script                    proof   longest  mean   to 112  reassuring  conversations  ms');
  for (const { proof, ms: proofMs } of proofs) {
    const { figures } = proof;
    const cells = [
      `${proof.id}@${proof.version}`.padEnd(25),
      (proof.ok ? 'ok' : 'BROKEN').padEnd(7),
      String(figures.longest).padEnd(8),
      String(figures.mean).padEnd(6),
      String(figures.worstToRedFlag).padEnd(7),
      String(figures.reassuring).padEnd(11),
      String(figures.conversations).padEnd(14),
      String(proofMs),
    ];
    print(cells.join(' '));
  }
  for (const { proof } of proofs)
    for (const violation of proof.violations) printViolation(proof.id, violation);
  for (const { file, key, message } of library.problems) print(`\n${file} ${key}: ${message}`);
  print(`\n${proofs.length} scripts, ${ok ? 'all proved' : 'NOT proved'} in ${ms} ms`);
}

function printViolation(script: string, { property, subject, message, dialogue }: Violation): void {
  print(`\n${script}: ${property} (${subject})\n  ${message.fi}\n  ${message.en}`);
  for (const line of dialogue) print(`    ${line.fi}\n      ${line.en}`);
  if (dialogue.length > 0) print('    Muut vastaukset ovat rauhoittavia. All other answers are reassuring.');
}
