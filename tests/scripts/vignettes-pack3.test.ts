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
  burn: [
    [{ airway: 'unknown' }, 'emergency_112'],
    [{ palms: 10, c_age_y: 40 }, 'emergency_112'],
    [{ palms: 5, c_age_y: 15 }, 'emergency_112'],
    [{ palms: 5, c_age_y: 16 }, 'self_care'],
    [{ deep: 'yes' }, 'ed_now'],
    [{ blister: 'yes', special: 'yes' }, 'ed_now'],
    [{ palms: 1, blister: 'yes', c_age_y: 30 }, 'same_day'],
    [{ palms: 'unknown', blister: 'yes', c_age_y: 30 }, 'same_day'],
    [{ special: 'yes' }, 'same_day'],
    [{ palms: 0.5, blister: 'yes', c_age_y: 2 }, 'same_day'],
    [{ palms: 0.5, blister: 'yes', c_age_y: 65 }, 'same_day'],
    [{ palms: 0.5, blister: 'yes', c_age_y: 30 }, 'self_care'],
  ],
  medication_question: [
    [{ critical: 'epilepsy', missed_doses: 2 }, 'nurse_2h'],
    [{ symptoms_severe: 'unknown' }, 'emergency_112'],
    [{ bleeding: 'yes' }, 'ed_now'],
    [{ withdrawal: 'yes' }, 'ed_now'],
    [{ critical: 'insulin', missed_doses: 'unknown' }, 'nurse_2h'],
    [{ critical: 'insulin', missed_doses: 0 }, 'self_care'],
    [{ sick_day: 'yes' }, 'nurse_2h'],
    [{ out: 'yes' }, 'same_day'],
    [{ critical: 'psych', missed_doses: 2 }, 'same_day'],
    [{ critical: 'psych', missed_doses: 1 }, 'self_care'],
    [{ critical: 'contraceptive', missed_doses: 1 }, 'within_24h'],
    [{ side: 'yes' }, 'within_24h'],
    [{ critical: 'unknown', missed_doses: 3 }, 'self_care'],
    [{}, 'self_care'],
  ],
  poisoning_overdose: [
    [{}, 'nurse_2h'],
    [{ gas: 'unknown' }, 'emergency_112'],
    [{ intent: 'yes', symptoms: 'yes' }, 'emergency_112'],
    [{ intent: 'yes' }, 'ed_now'],
    [{ corrosive: 'unknown' }, 'ed_now'],
    [{ paracet: 'yes' }, 'ed_now'],
    [{ battery: 'yes' }, 'ed_now'],
    [{ symptoms: 'yes' }, 'nurse_2h'],
    [{ eye_skin: 'yes' }, 'nurse_2h'],
  ],
  pregnancy_problem: [
    [{ heavy: 'unknown' }, 'emergency_112'],
    [{ preecl: 'yes', weeks: 30 }, 'ed_now'],
    [{ bp: 160, weeks: 30 }, 'ed_now'],
    [{ bp: 140, weeks: 30 }, 'same_day'],
    [{ move_none: 'yes', weeks: 24 }, 'ed_now'],
    [{ move_none: 'yes', weeks: 'unknown' }, 'ed_now'],
    [{ move_none: 'yes', weeks: 20 }, 'within_24h'],
    [{ move_count: 9, weeks: 28 }, 'ed_now'],
    [{ move_count: 10, weeks: 28 }, 'within_24h'],
    [{ waters: 'yes', weeks: 36 }, 'ed_now'],
    [{ waters: 'yes', weeks: 37 }, 'same_day'],
    [{ pain_regular: 'yes', weeks: 37 }, 'within_24h'],
    [{ spotting: 'yes', weeks: 12 }, 'ed_now'],
    [{ spotting: 'yes', weeks: 8 }, 'same_day'],
    [{ itch: 'yes', weeks: 30 }, 'same_day'],
    [{}, 'within_24h'],
  ],
  mental_health_crisis: [
    [{ thoughts: 'yes', alone: 'yes' }, 'ed_now'],
    [{ acting: 'unknown' }, 'emergency_112'],
    [{ intent: 'unknown' }, 'emergency_112'],
    [{ plan_time: 'yes' }, 'emergency_112'],
    [{ psychosis: 'yes', postnatal: 'yes' }, 'emergency_112'],
    [{ psychosis: 'unknown' }, 'ed_now'],
    [{ attempt_3m: 'yes' }, 'ed_now'],
    [{ thoughts: 'yes', method: 'yes' }, 'ed_now'],
    [{ thoughts: 'yes', stop: 'unknown' }, 'ed_now'],
    [{ stop: 'no' }, 'within_1_3d'],
    [{ thoughts: 'yes' }, 'same_day'],
    [{ thoughts: 'unknown' }, 'same_day'],
    [{ wish: 'yes' }, 'within_24h'],
    [{ postnatal: 'yes' }, 'within_24h'],
    [{}, 'within_1_3d'],
  ],
  substance_withdrawal: [
    [{ past_dt: 'yes', tremor: 'yes' }, 'ed_now'],
    [{ conf: 'unknown' }, 'emergency_112'],
    [{ methanol: 'unknown' }, 'within_7d'],
    [{ suicide: 'unknown' }, 'ed_now'],
    [{ head: 'yes' }, 'ed_now'],
    [{ tremor: 'yes', days_drinking: 7, hours_last: 120 }, 'ed_now'],
    [{ tremor: 'yes', days_drinking: 7, hours_last: 121 }, 'same_day'],
    [{ tremor: 'yes', days_drinking: 7, hours_last: 'unknown' }, 'ed_now'],
    [{ tremor: 'yes', days_drinking: 6, hours_last: 12 }, 'same_day'],
    [{ benzo: 'yes' }, 'same_day'],
    [{ ready: 'yes' }, 'within_1_3d'],
    [{}, 'within_7d'],
  ],
  dizziness_fall_older: [
    [{ cant_stand: 'unknown' }, 'emergency_112'],
    [{ head: 'yes' }, 'emergency_112'],
    [{ long_lie: 1 }, 'ed_now'],
    [{ long_lie: 'unknown' }, 'ed_now'],
    [{ long_lie: 0.5 }, 'within_1_3d'],
    [{ cold: 'yes' }, 'ed_now'],
    [{ copes: 'unknown' }, 'same_day'],
    [{ eats_water: 'no' }, 'same_day'],
    [{ spin: 'unsteady', falls12: 0 }, 'within_1_3d'],
    [{ falls12: 3, new_med: 'yes' }, 'within_1_3d'],
    [{}, 'within_1_3d'],
  ],
  diabetes_hypo_hyper: [
    [{ sglt2: 'yes', illness: 'yes', glucose: 9 }, 'ed_now'],
    [{ acid: 'unknown' }, 'emergency_112'],
    [{ ketones: 3 }, 'emergency_112'],
    [{ ketones: 1.5 }, 'ed_now'],
    [{ thirst: 'yes', c_age_y: 17 }, 'ed_now'],
    [{ thirst: 'yes', c_age_y: 18 }, 'same_day'],
    [{ glucose: 15, type1_pump: 'yes', illness: 'yes' }, 'ed_now'],
    [{ glucose: 15, type1_pump: 'yes' }, 'nurse_2h'],
    [{ glucose: 3.9, ate: 'unknown' }, 'nurse_2h'],
    [{ glucose: 3.9, sulfo: 'yes' }, 'same_day'],
    [{ glucose: 4, ate: 'no' }, 'within_7d'],
    [{ missed_insulin: 'yes', illness: 'yes' }, 'nurse_2h'],
    [{ glucose: 20 }, 'same_day'],
    [{ repeated: 'yes' }, 'within_24h'],
    [{ glucose: 'unknown', ketones: 'unknown' }, 'within_7d'],
  ],
  skin_rash: [
    [{ nonfade: 'unknown' }, 'emergency_112'],
    [{ pain_out: 'yes' }, 'ed_now'],
    [{ face_shingles: 'yes' }, 'same_day'],
    [{ new_med: 'yes', infect: 'yes' }, 'same_day'],
    [{ infect: 'yes' }, 'same_day'],
    [{ tick: 'yes' }, 'within_24h'],
    [{ mole: 'yes' }, 'within_7d'],
    [{ weeks: 3 }, 'within_7d'],
    [{ weeks: 2 }, 'self_care'],
  ],
  headache: [
    [{ thunder: 'yes' }, 'emergency_112'],
    [{ co: 'unknown' }, 'self_care'],
    [{ eye_red: 'unknown' }, 'ed_now'],
    [{ head_trauma: 'yes' }, 'ed_now'],
    [{ preg_rf: 'yes' }, 'same_day'],
    [{ own_migraine: 'no', nrs: 7 }, 'same_day'],
    [{ own_migraine: 'unknown', nrs: 7 }, 'same_day'],
    [{ own_migraine: 'yes', nrs: 9 }, 'self_care'],
    [{ own_migraine: 'no', nrs: 6 }, 'within_7d'],
    [{ own_migraine: 'unknown', nrs: 6 }, 'within_7d'],
    [{ morning: 'yes' }, 'within_24h'],
    [{ meds_days: 10 }, 'within_7d'],
  ],
  toothache_oral: [
    [{ airway: 'unknown' }, 'emergency_112'],
    [{ bleed: 'unknown' }, 'ed_now'],
    [{ face_trauma: 'unknown', nrs: 2 }, 'self_care'],
    [{ mouth_open: 'yes' }, 'ed_now'],
    [{ fever: 38 }, 'same_day'],
    [{ riskmed: 'yes' }, 'same_day'],
    [{ nrs: 7 }, 'same_day'],
    [{ nrs: 2, night: 'yes' }, 'same_day'],
    [{ nrs: 4 }, 'within_24h'],
    [{ nrs: 2, ulcer: 'yes' }, 'within_7d'],
    [{ nrs: 2, gum: 'yes' }, 'within_7d'],
    [{ nrs: 2, fever: 37 }, 'self_care'],
  ],
};

function scriptOf(id: string): CompiledScript {
  const script = library.scripts.find((one) => one.id === id);
  if (script === undefined) throw new Error(`no script ${id}`);
  return script;
}

function proposalOf(id: string, answers: Answers) {
  const script = scriptOf(id);
  return assess(script, finishAnswers(script, answers)).proposal;
}

describe.each(Object.entries(vignettes))('%s', (id, list) => {
  test.each(list)('[SC13] %j ends in %s', (answers, expected) => {
    const proposal = proposalOf(id, answers);
    expect(proposal?.disposition).toBe(expected);
    expect(proposal?.raised).toBeNull();
  });
});

describe('other actions', () => {
  test.each<readonly [string, Answers, readonly string[]]>([
    ['burn', { story: 'yes', chemical: 'yes' }, ['poison_centre', 'social_parallel']],
    ['burn', { story: 'yes', deep: 'yes' }, ['social_parallel']],
    ['burn', { chemical: 'yes', deep: 'yes' }, ['poison_centre']],
    ['burn', { deep: 'yes' }, []],
    ['poisoning_overdose', { battery: 'yes', corrosive: 'yes' }, ['poison_centre']],
    ['poisoning_overdose', { battery: 'yes' }, []],
    ['substance_withdrawal', { suicide: 'yes', head: 'yes' }, ['health_script']],
    ['headache', { head_trauma: 'yes', c_anticoag: 'yes', eye_red: 'yes' }, ['anticoag_note']],
    ['headache', { head_trauma: 'yes', c_anticoag: 'no' }, []],
    ['toothache_oral', { avulsed: 'yes', bleed: 'yes' }, ['dental_urgent']],
    ['toothache_oral', { bleed: 'yes' }, []],
  ])('[SC13] %s with %j adds %j and none is lost behind a finding of the same rank', (id, answers, also) => {
    const proposal = proposalOf(id, answers);
    expect(proposal?.disposition).toBe('ed_now');
    expect(proposal?.also).toEqual(also);
  });

  test.each<readonly [string, Answers, readonly string[]]>([
    ['pregnancy_problem', { ill: 'yes', itch: 'yes', weeks: 30 }, ['maternity_unit']],
    ['pregnancy_problem', { ill: 'yes', weeks: 30 }, []],
    ['dizziness_fall_older', { copes: 'no', infect: 'yes' }, ['social_parallel', 'older_notice']],
  ])('[SC13] %s today with %j adds %j', (id, answers, also) => {
    const proposal = proposalOf(id, answers);
    expect(proposal?.disposition).toBe('same_day');
    expect(proposal?.also).toEqual(also);
  });

  test('[SC13] the crisis line is offered when no danger came up', () => {
    expect(proposalOf('mental_health_crisis', {})?.also).toEqual(['mieli_crisis']);
  });
});

describe('going on in another script', () => {
  test.each<readonly [string, Answers, string]>([
    ['medication_question', { overdose: 'yes' }, 'poisoning_overdose'],
    ['medication_question', { overdose: 'unknown', bleeding: 'yes' }, 'poisoning_overdose'],
    ['substance_withdrawal', { suicide: 'yes', vomit: 'yes' }, 'mental_health_crisis'],
  ])('[SC13] %s with %j goes on in %s and keeps at least the emergency department', (id, answers, target) => {
    const proposal = proposalOf(id, answers);
    expect(proposal?.goto).toBe(target);
    expect(proposal?.disposition).toBe('ed_now');
    expect(scriptOf(target).id).toBe(target);
  });
});
