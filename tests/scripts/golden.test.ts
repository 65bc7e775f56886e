import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readScriptLibrary } from '../../platform/scriptLibrary.ts';
import { type Answers, assess } from '../../shared/script/assess.ts';
import { finishAnswers } from '../../shared/script/finishAnswers.ts';

const library = readScriptLibrary('shared/script/library');

/** Written by hand in the clinical draft: what is not listed takes the reassuring answer. */
const golden: readonly { script: string; answers: Answers; expect: string }[] = [
  { script: 'chest_pain', answers: { pressure: 'yes', minutes: 20, c_age_y: 61 }, expect: 'emergency_112' },
  {
    script: 'chest_pain',
    answers: { tender: 'yes', c_age_y: 25, c_heart_lung: 'unknown' },
    expect: 'same_day',
  },
  { script: 'chest_pain', answers: { tender: 'yes', c_age_y: 25 }, expect: 'self_care' },
  { script: 'chest_pain', answers: { pressure: 'yes', minutes: 5 }, expect: 'ed_now' },
  { script: 'chest_pain', answers: { pressure: 'yes', minutes: 'unknown' }, expect: 'emergency_112' },
  { script: 'chest_pain', answers: { worse_weeks: 'yes' }, expect: 'within_24h' },
  { script: 'chest_pain', answers: { fever_cough: 'yes' }, expect: 'same_day' },
  { script: 'chest_pain', answers: {}, expect: 'same_day' },
  { script: 'fever_child_u3', answers: { c_age_m: 5, temp: 39.2 }, expect: 'same_day' },
  {
    script: 'fever_child_u3',
    answers: { c_age_m: 18, temp: 38.5, spots: 'unknown' },
    expect: 'emergency_112',
  },
  { script: 'fever_child_u3', answers: { c_age_m: 2, temp: 38 }, expect: 'ed_now' },
  { script: 'fever_child_u3', answers: { c_age_m: 0.5, temp: 37 }, expect: 'ed_now' },
  { script: 'fever_child_u3', answers: { c_age_m: 18, temp: 38.5, days: 3 }, expect: 'within_24h' },
  { script: 'fever_child_u3', answers: { c_age_m: 18, temp: 38.5 }, expect: 'self_care' },
  { script: 'older_person_home', answers: { adl: 'most', gt75: 'yes' }, expect: 'assessment_7wd' },
  { script: 'older_person_home', answers: { now_danger: 'yes' }, expect: 'social_emergency_now' },
  { script: 'older_person_home', answers: { abuse: 'unknown' }, expect: 'general_advice' },
  { script: 'older_person_home', answers: {}, expect: 'general_advice' },
];

describe('golden vignettes', () => {
  test.each(golden)(
    '[SC13] $script with $answers ends in $expect',
    ({ script, answers, expect: expected }) => {
      const compiled = library.scripts.find((one) => one.id === script);
      if (compiled === undefined) throw new Error(`no script ${script}`);
      const { proposal } = assess(compiled, finishAnswers(compiled, answers));
      expect(proposal?.disposition).toBe(expected);
      expect(proposal?.raised).toBeNull();
    },
  );
});

describe('the library', () => {
  test('[SC11] every authored file is read without a problem', () => {
    expect(library.problems).toEqual([]);
    const authored = readdirSync('shared/script/library').filter(
      (name) => /^[a-z]/.test(name) && name !== 'README.md',
    );
    expect(library.scripts.map((script) => script.id)).toEqual(authored.sort());
    expect(authored).toEqual(expect.arrayContaining(['chest_pain', 'fever_child_u3', 'older_person_home']));
  });

  test.each(library.scripts)('[SC6] not sure about everything in $id is as urgent as it gets', (script) => {
    const unsure = Object.fromEntries(script.questions.map((question) => [question.id, 'unknown']));
    expect(['emergency_112', 'social_emergency_now']).toContain(assess(script, unsure).proposal?.disposition);
  });

  test.each(library.scripts)('[SC1] each red flag of $id alone is at least a matter of today', (script) => {
    for (const { id, question } of script.questions.filter((one) => one.question.red_flag)) {
      if (question.type !== 'yes_no') throw new Error(`${id} is not a yes or no question`);
      const flagged = question.good === 'yes' ? 'no' : 'yes';
      const { proposal } = assess(script, finishAnswers(script, { [id]: flagged }));
      expect([
        id,
        proposal &&
          ['same_day', 'ed_now', 'emergency_112', 'social_same_day', 'social_emergency_now'].includes(
            proposal.disposition,
          ),
      ]).toEqual([id, true]);
    }
  });
});
