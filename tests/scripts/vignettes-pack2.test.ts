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
  fever_adult: [
    [{ chemo: 'yes', temp: 38.1 }, 'ed_now'],
    [{ chemo: 'unknown', temp: 38.1 }, 'self_care'],
    [{ mottled: 'yes', temp: 37 }, 'emergency_112'],
    [{ spots: 'unknown' }, 'emergency_112'],
    [{ travel: 'yes', temp: 38 }, 'ed_now'],
    [{ temp: 40 }, 'ed_now'],
    [{ focus: 'yes', temp: 38.5 }, 'same_day'],
    [{ focus: 'yes', temp: 37.5 }, 'self_care'],
    [{ temp: 38.5, days: 4 }, 'same_day'],
    [{ temp: 38.5, days: 2 }, 'self_care'],
  ],
  child_vomiting_diarrhoea: [
    [{ limp: 'yes' }, 'emergency_112'],
    [{ green_blood: 'unknown' }, 'ed_now'],
    [{ thirsty_sugar: 'yes', c_age_m: 90 }, 'ed_now'],
    [{ keeps_nothing: 'yes', dry: 'yes', c_age_m: 30 }, 'ed_now'],
    [{ urine_none: 'yes', c_age_m: 11 }, 'ed_now'],
    [{ urine_none: 'yes', c_age_m: 12 }, 'same_day'],
    [{ c_age_m: 5 }, 'same_day'],
    [{ c_age_m: 30, stools: 8 }, 'same_day'],
    [{ c_age_m: 30, days: 5 }, 'within_24h'],
    [{ c_age_m: 30, days: 2, stools: 4 }, 'self_care'],
  ],
  head_injury: [
    [{ c_age_y: 80, c_anticoag: 'yes' }, 'ed_now'],
    [{ neuro: 'unknown' }, 'emergency_112'],
    [{ energy: 'unknown', c_age_y: 30 }, 'self_care'],
    [{ vomits: 1, c_age_y: 12 }, 'ed_now'],
    [{ vomits: 1, c_age_y: 11 }, 'same_day'],
    [{ vomits: 2, c_age_y: 11 }, 'ed_now'],
    [{ c_age_y: 0 }, 'ed_now'],
    [{ c_age_y: 65 }, 'same_day'],
    [{ c_age_y: 30 }, 'self_care'],
  ],
  allergic_reaction: [
    [{ hives: 'yes', known_ana: 'yes', exposure_min: 20 }, 'emergency_112'],
    [{ hives: 'yes', known_ana: 'yes', exposure_min: 'unknown' }, 'emergency_112'],
    [{ hives: 'yes', known_ana: 'yes', exposure_min: 121 }, 'same_day'],
    [{ throat: 'unknown' }, 'emergency_112'],
    [{ adren_used: 'yes' }, 'emergency_112'],
    [{ ace: 'yes' }, 'ed_now'],
    [{ hives: 'yes', new_drug: 'yes' }, 'same_day'],
    [{ new_drug: 'yes' }, 'within_24h'],
    [{}, 'self_care'],
  ],
  back_pain: [
    [{ aorta: 'yes' }, 'emergency_112'],
    [{ saddle: 'unknown' }, 'ed_now'],
    [{ iv: 'yes', nrs: 3 }, 'ed_now'],
    [{ nrs: 8 }, 'same_day'],
    [{ cancer: 'yes', nrs: 3 }, 'within_24h'],
    [{ leg_rad: 'yes', nrs: 3 }, 'within_1_3d'],
    [{ nrs: 3, weeks: 6 }, 'within_7d'],
    [{ nrs: 3, weeks: 1 }, 'self_care'],
  ],
  urinary_symptoms: [
    [{ sex: 'man', burn: 'yes', c_age_y: 50 }, 'same_day'],
    [{ septic: 'unknown' }, 'emergency_112'],
    [{ retention: 'yes' }, 'ed_now'],
    [{ flank: 'yes', fever: 38 }, 'ed_now'],
    [{ flank: 'yes', fever: 37 }, 'same_day'],
    [{ elder_conf: 'yes' }, 'same_day'],
    [{ burn: 'yes', complicated: 'yes' }, 'same_day'],
    [{ burn: 'yes', c_age_y: 30 }, 'within_24h'],
    [{ burn: 'yes', c_age_y: 70 }, 'within_24h'],
    [{ blood_only: 'yes' }, 'within_1_3d'],
    [{ discharge: 'yes' }, 'within_1_3d'],
    [{}, 'self_care'],
  ],
  cough_respiratory: [
    [{ weeks: 4 }, 'within_7d'],
    [{ drool: 'yes' }, 'emergency_112'],
    [{ resp_rate: 25, c_age_y: 16 }, 'emergency_112'],
    [{ resp_rate: 25, c_age_y: 15 }, 'self_care'],
    [{ resp_rate: 22, c_age_y: 40, temp: 38.2 }, 'same_day'],
    [{ resp_rate: 22, c_age_y: 40, temp: 37.2 }, 'self_care'],
    [{ second_wave: 'yes' }, 'same_day'],
    [{ days_fever: 4 }, 'same_day'],
    [{ weight: 'yes', weeks: 4 }, 'within_1_3d'],
    [{ weeks: 1 }, 'self_care'],
  ],
  wound_bite: [
    [{ viper: 'yes' }, 'emergency_112'],
    [{ bleed: 'unknown' }, 'emergency_112'],
    [{ assault: 'yes' }, 'ed_now'],
    [{ bite: 'bat_wild' }, 'ed_now'],
    [{ infect: 'yes', face_joint: 'yes' }, 'ed_now'],
    [{ infect: 'yes' }, 'same_day'],
    [{ bite: 'cat' }, 'same_day'],
    [{ bite: 'dog' }, 'same_day'],
    [{ tetanus10: 'unknown' }, 'within_24h'],
    [{}, 'self_care'],
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

describe('other actions', () => {
  test.each<readonly [string, Answers, readonly string[]]>([
    ['head_injury', { c_anticoag: 'yes', loc: 'yes' }, ['anticoag_note']],
    ['head_injury', { abuse: 'yes', loc: 'yes' }, ['social_parallel']],
    ['head_injury', { abuse: 'yes', c_anticoag: 'yes' }, ['social_parallel', 'anticoag_note']],
    ['head_injury', { loc: 'yes' }, []],
    ['wound_bite', { assault: 'yes', function: 'yes' }, ['social_parallel', 'nollalinja']],
    ['wound_bite', { function: 'yes' }, []],
  ])('[SC13] %s with %j adds %j and none is lost behind a finding of the same rank', (id, answers, also) => {
    const script = scriptOf(id);
    const { proposal } = assess(script, finishAnswers(script, answers));
    expect(proposal?.disposition).toBe('ed_now');
    expect(proposal?.also).toEqual(also);
  });
});
