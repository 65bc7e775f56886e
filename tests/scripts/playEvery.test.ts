import { describe, expect, test } from 'vitest';
import { readScriptLibrary } from '../../platform/scriptLibrary.ts';
import { dispositionCodes } from '../../shared/script/disposition.ts';
import { drawScript } from '../../shared/script/proof/drawScript.ts';
import { playInJson } from '../../tools/script/playInJson.ts';

interface Row {
  readonly ask?: { id: string; say: string; type: string; choices?: string[]; unit?: string };
  readonly open?: readonly string[];
  readonly disposition?: string;
  readonly because?: readonly { id: string; answer: unknown }[];
  readonly asked?: number;
  readonly also?: readonly string[];
}

const { scripts } = readScriptLibrary('shared/script/library');

describe('every script of the library, played', () => {
  test.each(scripts.map((script) => [script.id, script] as const))(
    '[SC20] %s asks in the lines reviewers know, takes known context at any time, and finishes',
    (_id, script) => {
      const player = playInJson(script, 'fi');
      const first = JSON.parse(player.begin()) as Row;
      expect(first.ask).toMatchObject({
        id: expect.any(String),
        say: expect.any(String),
        type: expect.any(String),
      });
      expect(first.open).toContain(first.ask?.id);
      const has = (id: string) => script.questions.some((one) => one.id === id);
      for (const [id, answer] of [
        ['c_age_y', 40],
        ['c_age_m', 20],
      ] as const) {
        const row = JSON.parse(player.take(JSON.stringify({ id, answer }))) as Row & { error?: string };
        if (!has(id)) expect(row.error).toBe('unknownQuestion');
        else expect(row.open).not.toContain(id);
      }
      // Answered in the order of asking, by what the line itself offers, until the outcome is certain.
      for (let row = JSON.parse(player.take('{"answer": false}')) as Row; ; ) {
        if (row.disposition !== undefined) break;
        const { type, choices, unit } = row.ask ?? {};
        if (type === 'yes_no') expect(choices).toEqual(['yes', 'no', 'unknown']);
        if (type === 'choice' || type === 'many') expect(choices?.length).toBeGreaterThan(2);
        if (type === 'number') expect(unit).toEqual(expect.any(String));
        row = JSON.parse(player.take('{"answer": "unknown"}')) as Row;
      }
      const last = JSON.parse(player.take('{"finish": true}')) as Row;
      expect(dispositionCodes).toContain(last.disposition);
      expect([Array.isArray(last.because), typeof last.asked, Array.isArray(last.also)]).toEqual([
        true,
        'number',
        true,
      ]);
      for (const { id } of last.because ?? []) expect(has(id)).toBe(true);
    },
  );

  test('[SC20] finish alone leads every script to an outcome', () => {
    for (const script of scripts) {
      const last = JSON.parse(playInJson(script, 'en').take('{"finish": true}')) as Row;
      expect(dispositionCodes).toContain(last.disposition);
    }
  });

  test('[SC20] drawn in each language, ends and all', () => {
    const script = scripts.find((one) => one.id === 'fever_child_u3');
    const charts = (['fi', 'sv', 'en'] as const).map((language) =>
      script ? drawScript(script, language) : '',
    );
    expect(charts.map((chart) => /end_emergency_112\[\["([^"]*)/.exec(chart)?.[1])).toEqual([
      'Soitetaan 112 heti',
      'Ring 112 genast',
      'Call 112 now (stay on line, warm transfer if possible)',
    ]);
  });
});
