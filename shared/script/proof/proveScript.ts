// Keeps SC14–SC18. All proofs of one script: exhaustive over answer classes, no sampling, no depth cut-off.
import type { ScriptData } from '../compiledScript.ts';
import { type Figures, type LandmarkPaths, measure } from './figures.ts';
import { functionsOf } from './functions.ts';
import { proveNoNeedlessQuestion, proveRedFlagsFirst } from './proveAsking.ts';
import { proveContent } from './proveContent.ts';
import { proveMonotone } from './proveMonotone.ts';
import { findWitnesses, proveReachable, proveTotal, type Witnesses } from './proveRules.ts';
import { type Property, properties, type Violation } from './violation.ts';
import { walkScript } from './walk.ts';

export interface ScriptProof {
  readonly id: string;
  readonly version: number;
  readonly ok: boolean;
  readonly proved: readonly Property[];
  readonly violations: readonly Violation[];
  readonly figures: Figures;
  readonly witnesses: Witnesses;
  readonly paths: LandmarkPaths;
}

export function proveScript(script: ScriptData): ScriptProof {
  const proving = { script, functions: functionsOf(script), walk: walkScript(script) };
  const witnesses = findWitnesses(proving);
  const violations = [
    ...proveTotal(proving),
    ...proveReachable(proving, witnesses),
    ...proveMonotone(proving),
    ...proveRedFlagsFirst(proving),
    ...proveNoNeedlessQuestion(proving),
    ...proveContent(script),
  ];
  const broken = new Set(violations.map((one) => one.property));
  return {
    id: script.id,
    version: script.version,
    ok: violations.length === 0,
    proved: properties.filter((property) => !broken.has(property)),
    violations,
    ...measure(script, proving.walk),
    witnesses,
  };
}
