import { describe, expect, test } from 'vitest';
import { readScriptLibrary } from '../../platform/scriptLibrary.ts';
import { type Answers, assess, type Proposal } from '../../shared/script/assess.ts';
import type { CompiledScript } from '../../shared/script/compileScript.ts';
import type { DispositionCode } from '../../shared/script/disposition.ts';
import { finishAnswers } from '../../shared/script/finishAnswers.ts';
import { draftPlan } from '../../shared/script/planDraft.ts';

const library = readScriptLibrary('shared/script/library');

type Vignette = readonly [answers: Answers, expected: DispositionCode];

/** What is not listed takes the reassuring answer. The first of a script is the social-care draft's own, where it has one. */
const vignettes: Readonly<Record<string, readonly Vignette[]>> = {
  memory_caregiver_strain: [
    [{ nights: 6 }, 'social_same_day'],
    [{ wander: 'unknown' }, 'social_emergency_now'],
    [{ carer_safe: 'yes' }, 'social_emergency_now'],
    [{ violence: 'unknown', carer_safe: 'unknown' }, 'general_advice'],
    [{ sudden: 'yes', strain: 9 }, 'social_same_day'],
    [{ nights: 4, strain: 7 }, 'assessment_7wd'],
    [{ strain: 8 }, 'social_same_day'],
    [{ alone_h: 8 }, 'assessment_7wd'],
    [{ break_ok: 'unknown' }, 'assessment_7wd'],
    [{ diag: 'no' }, 'assessment_7wd'],
    [{ strain: 4, nights: 'unknown' }, 'general_advice'],
  ],
  child_welfare_concern: [
    [{ runaway: 'yes' }, 'social_emergency_now'],
    [{ infant_injury: 'yes' }, 'social_emergency_now'],
    [{ abuse: 'unknown' }, 'social_emergency_now'],
    [{ safe_adult: 'unknown' }, 'social_emergency_now'],
    [{ suicidal_child: 'yes' }, 'social_emergency_now'],
    [{ neglect: 'yes' }, 'social_same_day'],
    [{ child_own: 'yes' }, 'social_same_day'],
    [{ prof: 'yes' }, 'social_same_day'],
    [{ runaway: 'unknown' }, 'assessment_7wd'],
    [{}, 'assessment_7wd'],
  ],
  domestic_violence: [
    [{ freq: 'worse' }, 'social_same_day'],
    [{ safe_talk: 'unknown' }, 'social_emergency_now'],
    [{ now_threat: 'yes' }, 'social_emergency_now'],
    [{ weapon: 'yes' }, 'social_emergency_now'],
    [{ injury: 'unknown' }, 'social_emergency_now'],
    [{ kids: 'yes' }, 'social_same_day'],
    [{ place: 'unknown' }, 'social_same_day'],
    [{ control: 'yes' }, 'social_same_day'],
    [{ freq: 'repeated' }, 'social_same_day'],
    [{}, 'assessment_7wd'],
  ],
  urgent_money_homeless: [
    [{ food: 'yes' }, 'social_same_day'],
    [{ suicidal: 'yes' }, 'social_emergency_now'],
    [{ violence: 'yes' }, 'social_emergency_now'],
    [{ cold: 'unknown' }, 'social_emergency_now'],
    [{ no_tonight: 'yes' }, 'social_emergency_now'],
    [{ sleeping: 'street' }, 'social_emergency_now'],
    [{ food: 'unknown' }, 'social_same_day'],
    [{ eviction: 'yes' }, 'social_same_day'],
    [{ applied: 'no' }, 'assessment_7wd'],
    [{ suicidal: 'unknown', sleeping: 'friends' }, 'general_advice'],
  ],
  disability_services: [
    [{ device: 'yes' }, 'social_emergency_now'],
    [{ urgent_gap: 'unknown' }, 'social_emergency_now'],
    [{ abuse: 'yes' }, 'social_same_day'],
    [{ over3m: 'yes' }, 'social_same_day'],
    [{ duration: 'yes', age18: 'yes' }, 'assessment_7wd'],
    [{ denied: 'yes' }, 'assessment_7wd'],
    [{}, 'assessment_7wd'],
  ],
  informal_care_support: [
    [{ collapse: 'unknown' }, 'social_emergency_now'],
    [{ violence: 'yes' }, 'social_same_day'],
    [{ bind: 'round', strain: 8 }, 'social_same_day'],
    [{ bind: 'daily', strain: 8 }, 'assessment_7wd'],
    [{ bind: 'round', strain: 7 }, 'general_advice'],
    [{ leave: 'no' }, 'assessment_7wd'],
    [{ hours: 8 }, 'assessment_7wd'],
    [{}, 'general_advice'],
  ],
  family_exhausted_parent: [
    [{ baby: 'yes', sleep_h: 2, helper: 'no' }, 'social_same_day'],
    [{ shaken: 'unknown' }, 'social_emergency_now'],
    [{ hurt_self: 'yes' }, 'social_emergency_now'],
    [{ intox: 'unknown' }, 'general_advice'],
    [{ baby: 'yes', sleep_h: 2 }, 'assessment_7wd'],
    [{ baby: 'yes', sleep_h: 4, helper: 'no' }, 'assessment_7wd'],
    [{ partner: 'yes' }, 'social_same_day'],
    [{ mood: 'yes' }, 'assessment_7wd'],
    [{ help_kind: 'homehelp' }, 'assessment_7wd'],
    [{ help_kind: 'day', sleep_h: 6 }, 'general_advice'],
  ],
  loneliness_senior: [
    [{ suicidal: 'unknown' }, 'social_emergency_now'],
    [{ neglect: 'yes' }, 'social_same_day'],
    [{ scam: 'yes' }, 'social_same_day'],
    [{ lonely: 'always' }, 'assessment_7wd'],
    [{ lonely: 'often' }, 'assessment_7wd'],
    [{ contact: 1 }, 'assessment_7wd'],
    [{ contact: 2, lonely: 'sometimes' }, 'general_advice'],
  ],
  adult_social_substance: [
    [{ wants: 'other', audit_c: 8 }, 'assessment_7wd'],
    [{ medical: 'unknown' }, 'social_emergency_now'],
    [{ suicidal: 'yes' }, 'social_emergency_now'],
    [{ home: 'none' }, 'social_emergency_now'],
    [{ kids: 'yes', drugs: 'yes' }, 'social_same_day'],
    [{ home: 'temp' }, 'social_same_day'],
    [{ wants: 'reduce' }, 'social_same_day'],
    [{ drugs: 'yes' }, 'assessment_7wd'],
    [{ income: 'no' }, 'assessment_7wd'],
    [{ audit_c: 5, kids: 'yes' }, 'general_advice'],
  ],
  immigrant_integration: [
    [{ kid_alone: 'yes' }, 'social_emergency_now'],
    [{ pass_taken: 'unknown' }, 'social_emergency_now'],
    [{ health_now: 'yes' }, 'social_same_day'],
    [{ permit: 'none' }, 'social_same_day'],
    [{ permit: 'unknown' }, 'social_same_day'],
    [{ child_school: 'yes' }, 'assessment_7wd'],
    [{ municipality: 'no', plan: 'no' }, 'assessment_7wd'],
    [{ plan: 'no' }, 'general_advice'],
    [{ permit: 'seeker', papers: 'yes' }, 'general_advice'],
  ],
  voucher_budget: [
    [{ interrupted: 'unknown' }, 'social_emergency_now'],
    [{ complaint: 'yes' }, 'social_same_day'],
    [{ has_decision: 'unknown' }, 'assessment_7wd'],
    [{ refuse: 'yes' }, 'assessment_7wd'],
    [{ can_choose: 'no' }, 'assessment_7wd'],
    [{ appeal: 'yes' }, 'general_advice'],
  ],
  general_info: [
    [{ kind: 'fee' }, 'general_advice'],
    [{ hidden: 'unknown' }, 'social_same_day'],
    [{ tried: 'yes' }, 'social_same_day'],
    [{ needs_plan: 'yes' }, 'assessment_7wd'],
    [{ kind: 'complaint' }, 'general_advice'],
  ],
};

function scriptOf(id: string): CompiledScript {
  const script = library.scripts.find((one) => one.id === id);
  if (script === undefined) throw new Error(`no script ${id}`);
  return script;
}

function proposalOf(id: string, answers: Answers): Proposal {
  const script = scriptOf(id);
  const { proposal } = assess(script, finishAnswers(script, answers));
  if (proposal === null) throw new Error(`${id} did not end`);
  return proposal;
}

describe.each(Object.entries(vignettes))('%s', (id, list) => {
  test.each(list)('[SC13] %j ends in %s', (answers, expected) => {
    const proposal = proposalOf(id, answers);
    expect(proposal.disposition).toBe(expected);
    expect(proposal.raised).toBeNull();
  });
});

describe('other actions', () => {
  test.each<readonly [string, Answers, readonly string[]]>([
    ['memory_caregiver_strain', { strain: 8 }, ['older_notice']],
    ['memory_caregiver_strain', { sudden: 'yes', strain: 8 }, ['health_script']],
    ['child_welfare_concern', { abuse: 'yes' }, ['child_notice', 'police_112']],
    ['child_welfare_concern', { neglect: 'yes' }, ['child_notice']],
    ['child_welfare_concern', {}, ['support_contact']],
    ['domestic_violence', { kids: 'yes', freq: 'worse' }, ['child_notice', 'shelter']],
    ['domestic_violence', { freq: 'worse', control: 'yes' }, ['shelter', 'nollalinja']],
    ['urgent_money_homeless', { food: 'yes', eviction: 'yes' }, ['kela_urgent']],
    ['family_exhausted_parent', { hurt_child: 'yes' }, ['child_notice']],
    ['adult_social_substance', { kids: 'yes', drugs: 'yes', home: 'temp' }, ['child_notice']],
    ['general_info', { hidden: 'yes', tried: 'yes' }, ['health_script']],
  ])('[SC13] %s with %j adds %j', (id, answers, also) => {
    expect(proposalOf(id, answers).also).toEqual(also);
  });

  test('[SC13] a child without a place for the night is asked about, and the call goes on about the child', () => {
    const script = scriptOf('urgent_money_homeless');
    const sofar: Answers = finishAnswers(script, { sleeping: 'home', food: 'no' });
    expect(assess(script, { ...sofar, no_tonight: 'yes' }).needed).toContain('kids');
    const withChild = proposalOf('urgent_money_homeless', { no_tonight: 'yes', kids: 'yes' });
    expect([withChild.also, withChild.goto]).toEqual([['child_notice'], 'child_welfare_concern']);
    expect(proposalOf('urgent_money_homeless', { no_tonight: 'yes' }).goto).toBeNull();
  });

  test('[SC13] a client without a home goes on in the script on homelessness', () => {
    expect(proposalOf('adult_social_substance', { home: 'none' }).goto).toBe('urgent_money_homeless');
  });
});

describe('what was recorded for the plan', () => {
  test.each<readonly [string, Answers, string]>([
    ['disability_services', { denied: 'yes' }, 'plan_appeal'],
    ['voucher_budget', { appeal: 'yes' }, 'plan_appeal'],
    ['general_info', { kind: 'complaint' }, 'plan_complaint'],
    ['immigrant_integration', { papers: 'yes' }, 'plan_papers'],
  ])('[SC12] %s with %j drafts %s although it decides nothing', (id, answers, line) => {
    const script = scriptOf(id);
    const finished = finishAnswers(script, answers);
    expect(draftPlan(script, finished, proposalOf(id, answers)).map((one) => one.id)).toContain(line);
    const without = draftPlan(script, finishAnswers(script, {}), proposalOf(id, {}));
    expect(without.map((one) => one.id)).not.toContain(line);
  });
});
