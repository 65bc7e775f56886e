import { describe, expect, test } from 'vitest';
import { readScriptLibrary } from '../../platform/scriptLibrary.ts';
import { type Answers, assess } from '../../shared/script/assess.ts';
import type { CompiledScript } from '../../shared/script/compileScript.ts';
import type { DispositionCode } from '../../shared/script/disposition.ts';
import { finishAnswers } from '../../shared/script/finishAnswers.ts';

const library = readScriptLibrary('shared/script/library');

type Vignette = readonly [answers: Answers, expected: DispositionCode];

/** What is not listed takes the reassuring answer. The first of a script is the clinical draft's own, where it has one. */
const vignettes: Readonly<Record<string, readonly Vignette[]>> = {
  breathing_difficulty: [
    [{ resp_rate: 26, c_age_y: 40 }, 'emergency_112'],
    [{ choking: 'yes' }, 'emergency_112'],
    [{ stridor_draw: 'unknown' }, 'emergency_112'],
    [{ spo2: 91, c_age_y: 70 }, 'emergency_112'],
    [{ spo2: 91, c_age_y: 8 }, 'ed_now'],
    [{ spo2: 93, c_age_y: 40 }, 'ed_now'],
    [{ leg_clot: 'yes' }, 'ed_now'],
    [{ inhaler_fail: 'yes' }, 'ed_now'],
    [{ resp_rate: 26, c_age_y: 4 }, 'same_day'],
    [{ resp_rate: 'unknown', spo2: 'unknown' }, 'same_day'],
    [{}, 'same_day'],
  ],
  stroke_signs: [
    [{ face: 'yes' }, 'emergency_112'],
    [{ thunder: 'yes', resolved: 'unknown' }, 'emergency_112'],
    [{ speech: 'unknown', resolved: 'unknown' }, 'emergency_112'],
    [{ arm: 'yes', resolved: 'yes', resolved_24h: 'yes' }, 'emergency_112'],
    [{ resolved: 'yes', resolved_24h: 'yes' }, 'emergency_112'],
    [{ eyes: 'yes', resolved: 'yes', resolved_2w: 'yes' }, 'ed_now'],
    [{ arm: 'yes', resolved: 'yes' }, 'within_24h'],
    [{}, 'same_day'],
  ],
  abdominal_pain_adult: [
    [{ preg_pain: 'yes', nrs: 5 }, 'ed_now'],
    [{ tear_back: 'yes' }, 'emergency_112'],
    [{ blood: 'unknown' }, 'ed_now'],
    [{ nrs: 8 }, 'ed_now'],
    [{ nrs: 2, fever: 38.5 }, 'ed_now'],
    [{ preg_pain: 'yes', nrs: 3 }, 'same_day'],
    [{ nrs: 5 }, 'same_day'],
    [{ nrs: 2, weeks: 'yes' }, 'within_7d'],
    [{ nrs: 2 }, 'self_care'],
  ],
};

function scriptOf(id: string): CompiledScript {
  const script = library.scripts.find((one) => one.id === id);
  if (script === undefined) throw new Error(`no script ${id}`);
  return script;
}

describe.each(Object.entries(vignettes))('%s', (id, list) => {
  test.each(list)('[SC13] %j ends in %s', (answers, expected) => {
    const script = scriptOf(id);
    const { proposal } = assess(script, finishAnswers(script, answers));
    expect(proposal?.disposition).toBe(expected);
    expect(proposal?.raised).toBeNull();
  });
});
