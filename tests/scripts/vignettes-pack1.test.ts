import { describe, expect, test } from 'vitest';
import { readScriptLibrary } from '../../platform/scriptLibrary.ts';
import { type Answers, assess } from '../../shared/script/assess.ts';
import type { CompiledScript } from '../../shared/script/compileScript.ts';
import type { DispositionCode } from '../../shared/script/disposition.ts';
import { finishAnswers } from '../../shared/script/finishAnswers.ts';
import { draftPlan } from '../../shared/script/planDraft.ts';

const library = readScriptLibrary('shared/script/library');

type Vignette = readonly [answers: Answers, expected: DispositionCode];

/** What is not listed takes the reassuring answer. The first of a script are the clinical draft's own. */
const vignettes: Readonly<Record<string, readonly Vignette[]>> = {
  sore_throat: [
    [{ temp: 38.3, days: 3, cough: 'yes' }, 'self_care'],
    [{ strep: 'yes', temp: 38.6, cough: 'no', days: 2 }, 'within_24h'],
    [{ strep: 'yes', temp: 38.6, cough: 'unknown' }, 'within_24h'],
    [{ drool: 'unknown' }, 'emergency_112'],
    [{ quinsy: 'yes' }, 'ed_now'],
    [{ neutro: 'yes', temp: 38 }, 'ed_now'],
    [{ neutro: 'yes', temp: 'unknown' }, 'same_day'],
    [{ neutro: 'unknown', temp: 38 }, 'self_care'],
    [{ temp: 38, days: 4 }, 'within_24h'],
    [{ days: 8 }, 'within_1_3d'],
    [{ lump: 'yes' }, 'within_7d'],
  ],
  ear_problem: [
    [{ sudden_loss: 'yes' }, 'same_day'],
    [{ face_palsy: 'unknown' }, 'emergency_112'],
    [{ mastoid: 'yes' }, 'ed_now'],
    [{ nrs: 8 }, 'same_day'],
    [{ nrs: 1, c_age_y: 1 }, 'within_24h'],
    [{ nrs: 1, c_age_y: 2 }, 'self_care'],
    [{ nrs: 4, temp: 38 }, 'within_24h'],
    [{ nrs: 3, temp: 38 }, 'self_care'],
    [{ blocked3w: 'yes' }, 'within_7d'],
  ],
  eye_problem: [
    [{}, 'self_care'],
    [{ contact: 'yes' }, 'same_day'],
    [{ vision_loss: 'unknown' }, 'emergency_112'],
    [{ penetrate: 'yes' }, 'ed_now'],
    [{ penetrate: 'unknown' }, 'self_care'],
    [{ curtain: 'yes' }, 'same_day'],
    [{ c_age_y: 0, c_age_m: 0.5 }, 'same_day'],
    [{ c_age_y: 0, c_age_m: 1 }, 'self_care'],
    [{ week: 'yes' }, 'within_1_3d'],
    [{ flashes: 'yes' }, 'within_7d'],
  ],
  nasal_sinus: [
    [{ face: 'yes', days: 12 }, 'within_1_3d'],
    [{ menin: 'unknown' }, 'emergency_112'],
    [{ breath: 'yes', eye_swell: 'yes' }, 'ed_now'],
    [{ strong: 'yes', temp: 39 }, 'same_day'],
    [{ strong: 'yes', temp: 38 }, 'within_24h'],
    [{ face: 'yes', days: 9 }, 'self_care'],
    [{ days: 21 }, 'within_7d'],
    [{ double: 'yes' }, 'within_1_3d'],
  ],
  constipation: [
    [{ cauda: 'yes' }, 'ed_now'],
    [{ collapse: 'unknown' }, 'emergency_112'],
    [{ newborn: 'yes' }, 'same_day'],
    [{ newborn: 'unknown' }, 'self_care'],
    [{ overflow: 'yes' }, 'within_24h'],
    [{ days: 10 }, 'within_1_3d'],
    [{ trace: 'yes' }, 'within_7d'],
    [{ days: 9 }, 'self_care'],
  ],
  abdominal_pain_child: [
    [{ hours: 2, c_age_m: 72 }, 'self_care'],
    [{ hernia: 'yes' }, 'ed_now'],
    [{ preg_teen: 'yes' }, 'ed_now'],
    [{ limp: 'unknown' }, 'emergency_112'],
    [{ hours: 6, c_age_m: 72 }, 'same_day'],
    [{ hours: 2, c_age_m: 2 }, 'same_day'],
    [{ hours: 2, c_age_m: 160, c_pregnant: 'yes' }, 'same_day'],
    [{ hours: 2, c_age_m: 72, recurrent: 'yes' }, 'within_7d'],
  ],
  fever_child_3_15: [
    [{ temp: 38.5, days: 5 }, 'same_day'],
    [{ belly: 'yes', travel: 'yes' }, 'ed_now'],
    [{ spots: 'unknown' }, 'emergency_112'],
    [{ chemo: 'yes', temp: 38 }, 'ed_now'],
    [{ chemo: 'yes', temp: 37.5 }, 'same_day'],
    [{ travel: 'yes', temp: 'unknown' }, 'ed_now'],
    [{ temp: 41 }, 'same_day'],
    [{ temp: 38.5, days: 4 }, 'within_24h'],
    [{ temp: 39.5, days: 2 }, 'self_care'],
  ],
  breathing_child: [
    [{ stridor: 'yes' }, 'ed_now'],
    [{ retract: 'unknown' }, 'emergency_112'],
    [{ resp_rate: 71 }, 'emergency_112'],
    [{ resp_rate: 61 }, 'ed_now'],
    [{ resp_rate: 51, c_age_m: 'unknown' }, 'same_day'],
    [{ resp_rate: 45, c_age_m: 12 }, 'same_day'],
    [{ resp_rate: 45, c_age_m: 11 }, 'self_care'],
    [{ feed_low: 'yes', c_age_m: 2 }, 'ed_now'],
    [{ feed_low: 'yes', c_age_m: 4 }, 'same_day'],
    [{ cough_weeks: 'yes' }, 'within_7d'],
  ],
  leg_pain_swelling: [
    [{ c_age_y: 30 }, 'self_care'],
    [{ ischaemia: 'yes' }, 'emergency_112'],
    [{ dvt: 'yes', clot_risk: 'yes' }, 'ed_now'],
    [{ dvt: 'yes' }, 'same_day'],
    [{ redness: 'yes', temp: 38 }, 'ed_now'],
    [{ redness: 'yes', temp: 'unknown' }, 'same_day'],
    [{ rest_pain: 'yes' }, 'within_24h'],
    [{ chronic: 'yes' }, 'within_7d'],
  ],
  vaginal_symptoms_bleeding: [
    [{ preg: 'yes', belly: 'yes' }, 'ed_now'],
    [{ tss: 'unknown' }, 'emergency_112'],
    [{ assault: 'unknown' }, 'self_care'],
    [{ ec: 'yes' }, 'same_day'],
    [{ after_proc: 'unknown' }, 'same_day'],
    [{ prepub: 'yes' }, 'within_24h'],
    [{ discharge: 'yes' }, 'within_1_3d'],
    [{ postmeno: 'yes' }, 'within_7d'],
    [{}, 'self_care'],
  ],
  palpitations: [
    [{ ongoing: 'yes', known_af: 'no' }, 'ed_now'],
    [{ ongoing: 'yes', known_af: 'unknown' }, 'ed_now'],
    [{ faint: 'unknown' }, 'emergency_112'],
    [{ pulse: 130 }, 'ed_now'],
    [{ pulse: 39 }, 'ed_now'],
    [{ ongoing: 'yes', known_af: 'yes', onset_h: 24 }, 'same_day'],
    [{ ongoing: 'yes', known_af: 'yes', onset_h: 3 }, 'within_24h'],
    [{ heart: 'yes' }, 'within_24h'],
    [{ general: 'yes' }, 'within_1_3d'],
    [{ frequent: 'yes' }, 'within_7d'],
    [{ pulse: 80 }, 'self_care'],
  ],
  limb_injury: [
    [{ site: 'arm_hand', steps: 'no' }, 'self_care'],
    [{ site: 'ankle_foot', steps: 'no' }, 'same_day'],
    [{ site: 'unknown', steps: 'no' }, 'same_day'],
    [{ site: 'knee', steps: 'unknown' }, 'same_day'],
    [{ circ: 'unknown' }, 'emergency_112'],
    [{ energy: 'unknown' }, 'self_care'],
    [{ deform: 'yes' }, 'ed_now'],
    [{ achilles: 'yes' }, 'same_day'],
    [{ slow: 'yes' }, 'within_1_3d'],
  ],
  nosebleed: [
    [{ now: 'yes', pressed: 'no' }, 'nurse_2h'],
    [{ heavy: 'unknown' }, 'emergency_112'],
    [{ still: 'yes' }, 'ed_now'],
    [{ now: 'yes', thinner: 'yes' }, 'nurse_2h'],
    [{ now: 'yes' }, 'self_care'],
    [{ c_age_y: 1 }, 'same_day'],
    [{ bp: 'yes' }, 'same_day'],
    [{ thinner: 'yes' }, 'within_24h'],
    [{ repeat: 'yes' }, 'within_7d'],
  ],
  mood_anxiety_sleep: [
    [{ sleep_weeks: 2 }, 'self_care'],
    [{ mood2w: 'yes', copes: 'no' }, 'within_1_3d'],
    [{ harm_now: 'unknown' }, 'emergency_112'],
    [{ chest: 'yes', psychosis: 'yes' }, 'emergency_112'],
    [{ psychosis: 'yes' }, 'ed_now'],
    [{ not_eat: 'yes' }, 'same_day'],
    [{ postnatal: 'yes' }, 'within_24h'],
    [{ mood2w: 'yes', c_age_y: 17 }, 'within_1_3d'],
    [{ mood2w: 'yes', c_age_y: 30 }, 'within_7d'],
    [{ sleep_weeks: 4 }, 'within_7d'],
  ],
  fatigue_unwell_older: [
    [{ sudden: 'yes', copes: 'no' }, 'same_day'],
    [{ fall: 'yes', delir: 'yes' }, 'emergency_112'],
    [{ sugar: 'yes', cant_up: 'yes' }, 'emergency_112'],
    [{ delir: 'unknown', fall: 'no' }, 'ed_now'],
    [{ temp: 34.5 }, 'ed_now'],
    [{ fall: 'yes', bleed: 'yes' }, 'ed_now'],
    [{ temp: 38 }, 'same_day'],
    [{ eats_water: 'unknown' }, 'same_day'],
    [{ med_weight: 'yes' }, 'within_1_3d'],
    [{}, 'within_7d'],
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
    expect(proposal?.goto).toBeNull();
  });

  test('[SC13] when every answer of its own is not sure, the call ends in 112', () => {
    const script = scriptOf(id);
    const own = script.questions
      .filter((one) => !/^[oc]_/.test(one.id))
      .map((one) => [one.id, 'unknown'] as const);
    const { proposal } = assess(script, finishAnswers(script, Object.fromEntries(own)));
    expect(proposal?.disposition).toBe('emergency_112');
  });
});

describe('handovers', () => {
  test.each<readonly [string, Answers, string, DispositionCode]>([
    ['vaginal_symptoms_bleeding', { preg: 'yes' }, 'pregnancy_problem', 'same_day'],
    ['vaginal_symptoms_bleeding', { preg: 'yes', ec: 'yes' }, 'pregnancy_problem', 'same_day'],
    ['fatigue_unwell_older', { fall: 'yes' }, 'dizziness_fall_older', 'same_day'],
    ['fatigue_unwell_older', { sugar: 'yes', fall: 'yes' }, 'diabetes_hypo_hyper', 'same_day'],
    ['nasal_sinus', { breath: 'yes', c_age_y: 40 }, 'breathing_difficulty', 'same_day'],
    ['nasal_sinus', { breath: 'unknown', c_age_y: 5 }, 'breathing_child', 'same_day'],
    ['fever_child_3_15', { belly: 'yes' }, 'abdominal_pain_child', 'same_day'],
    ['mood_anxiety_sleep', { death: 'unknown' }, 'mental_health_crisis', 'same_day'],
    ['mood_anxiety_sleep', { death: 'yes', psychosis: 'yes' }, 'mental_health_crisis', 'ed_now'],
    ['mood_anxiety_sleep', { withdrawal: 'yes' }, 'substance_withdrawal', 'same_day'],
    ['mood_anxiety_sleep', { withdrawal: 'yes', chest: 'yes' }, 'substance_withdrawal', 'ed_now'],
    ['mood_anxiety_sleep', { chest: 'yes' }, 'chest_pain', 'same_day'],
    ['mood_anxiety_sleep', { violence: 'yes' }, 'domestic_violence', 'same_day'],
  ])('[SC13] %s with %j goes on in %s and keeps %s', (id, answers, target, floor) => {
    const script = scriptOf(id);
    const { proposal } = assess(script, finishAnswers(script, answers));
    expect(proposal?.goto).toBe(target);
    expect(proposal?.disposition).toBe(floor);
  });
});

describe('other actions', () => {
  test.each<readonly [string, Answers, DispositionCode, readonly string[]]>([
    ['eye_problem', { chemical: 'yes', orbit: 'yes' }, 'ed_now', ['poison_centre']],
    ['abdominal_pain_child', { object_blow: 'yes', rigid: 'yes' }, 'ed_now', ['poison_centre']],
    ['limb_injury', { abuse: 'yes', deform: 'yes' }, 'ed_now', ['social_parallel']],
    [
      'vaginal_symptoms_bleeding',
      { assault: 'yes', soak: 'yes' },
      'ed_now',
      ['social_parallel', 'anticoag_note'],
    ],
    ['fatigue_unwell_older', { copes: 'no', infect: 'yes' }, 'same_day', ['social_parallel', 'older_notice']],
    ['mood_anxiety_sleep', {}, 'self_care', ['mieli_crisis']],
  ])(
    '[SC13] %s with %j ends in %s with %j, none lost behind a finding of its rank',
    (id, answers, to, also) => {
      const script = scriptOf(id);
      const { proposal } = assess(script, finishAnswers(script, answers));
      expect(proposal?.disposition).toBe(to);
      expect(proposal?.also).toEqual(also);
    },
  );
});

describe('the drafted plan', () => {
  test.each<readonly [string, Answers, string, string]>([
    ['limb_injury', { site: 'knee', steps: 'no' }, 'plan_xray', 'X-ray'],
    ['limb_injury', { site: 'knee', steps: 'no' }, 'plan_site', 'knee'],
    ['vaginal_symptoms_bleeding', { ec: 'yes', ec_hours: 20 }, 'plan_ec', '20 hours'],
    ['fatigue_unwell_older', { copes: 'no' }, 'plan_coping', 'notified'],
    ['nosebleed', { now: 'yes', pressed: 'no' }, 'plan_pressing', '20 minutes'],
  ])('[SC12] %s with %j drafts %s', (id, answers, lineId, words) => {
    const script = scriptOf(id);
    const finished = { ...finishAnswers(script, answers), ...answers };
    const { proposal } = assess(script, finished);
    if (proposal === null) throw new Error('no proposal');
    const line = draftPlan(script, finished, proposal).find((one) => one.id === lineId);
    expect(line?.text.en).toContain(words);
  });
});
