import { describe, expect, test } from 'vitest';
import { readScriptLibrary } from '../../../../platform/scriptLibrary.ts';
import { type Answers, assess } from '../../../../shared/script/assess.ts';
import { finishAnswers } from '../../../../shared/script/finishAnswers.ts';
import { channelFor, linesFor } from '../../../../shared/script/linesFor.ts';
import { draftPlan } from '../../../../shared/script/planDraft.ts';

const library = readScriptLibrary('shared/script/library');

function situationOf(id: string, given: Answers) {
  const script = library.scripts.find((one) => one.id === id);
  if (script === undefined) throw new Error(`no script ${id}`);
  const answers = finishAnswers(script, given);
  const { proposal } = assess(script, answers);
  if (proposal === null) throw new Error('no outcome');
  return { script, answers, proposal, disposition: proposal.disposition };
}

describe('plan draft', () => {
  test('[SC12] every line names the answers it comes from and quotes them in each language', () => {
    const { script, answers, proposal } = situationOf('older_person_home', {
      adl: 'most',
      falls: 3,
      wish: 'Kotona $& asua',
      gt75: 'yes',
    });
    const plan = draftPlan(script, answers, proposal);
    expect(plan.map((line) => [line.id, line.from])).toEqual([
      ['disposition', ['adl', 'falls']],
      ['plan_adl', ['adl']],
      ['plan_falls', ['falls']],
      ['plan_wish', ['wish']],
      ['plan_statutory', ['gt75']],
    ]);
    const textOf = (id: string) => plan.find((line) => line.id === id)?.text;
    expect(textOf('plan_falls')?.sv).toBe('Fall 3 gånger per år; bedömning av fallrisken hemma.');
    expect(textOf('plan_wish')?.fi).toBe('Asiakkaan oma toive: Kotona $& asua');
    expect(textOf('plan_adl')?.en).toBe('Need: help in daily activities (most).');
  });

  test('[SC12] what else is to be done and the support for a vulnerable client are drafted too', () => {
    const { script, answers, proposal } = situationOf('older_person_home', {
      abuse: 'yes',
      c_lang: 'no',
      c_cog: 'unknown',
    });
    const plan = draftPlan(script, answers, proposal);
    expect(plan.map((line) => [line.id, line.from])).toEqual([
      ['disposition', ['abuse']],
      ['also_older_notice', ['abuse']],
      ['also_nollalinja', ['abuse']],
      ['support_language', ['c_lang']],
    ]);
  });

  test('[SC12] a decimal number is written as each language writes it, and what was not asked is said so', () => {
    const fever = situationOf('fever_child_u3', { temp: 38.5, c_age_m: 20 });
    const line = draftPlan(fever.script, fever.answers, fever.proposal).find(
      (one) => one.id === 'plan_fever',
    );
    expect([line?.text.fi, line?.text.en]).toEqual([
      'Lapsen kuume korkeimmillaan 38,5 °C.',
      'Highest fever of the child 38.5 °C.',
    ]);
    const chest = situationOf('chest_pain', { radiates: 'yes', minutes: 15 });
    const pain = draftPlan(chest.script, chest.answers, chest.proposal).find((one) => one.id === 'plan_pain');
    expect(pain?.text.en).toBe('Chest pain: squeezing not asked, spreading yes, lasted 15 min.');
  });
});

describe('lines to read aloud', () => {
  test('[SC12] advice for one outcome is not read for another, and the common safety net closes every call', () => {
    const home = situationOf('chest_pain', { tender: 'yes', c_age_y: 25 });
    const ids = (list: 'advice' | 'safetyNet', situation: typeof home) =>
      linesFor(situation.script, list, situation).map((one) => one.id);
    expect(ids('advice', home)).toEqual(['stop_effort', 'own_nitrate', 'muscle']);
    expect(ids('advice', situationOf('chest_pain', { faint: 'yes' }))).toEqual([
      'stop_effort',
      'own_nitrate',
      'no_driving',
    ]);
    expect(ids('safetyNet', home).slice(-3)).toEqual(['snc_1', 'snc_2', 'snc_3']);
  });

  test('[SC12] an emergency stays on the telephone and a client without a shared language is not sent to a form', () => {
    const channel = (given: Answers) => {
      const situation = situationOf('chest_pain', given);
      return channelFor(situation.script, situation)?.id;
    };
    expect(channel({ faint: 'yes', c_lang: 'no' })).toBe('channel_voice');
    expect(channel({ worse_weeks: 'yes', c_lang: 'no' })).toBe('channel_phone_first');
    expect(channel({ worse_weeks: 'yes' })).toBe('channel_own_choice');
  });
});
