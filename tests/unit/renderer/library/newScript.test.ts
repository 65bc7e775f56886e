import { describe, expect, it } from 'vitest';
import { readDraft, readSurroundings } from '../../../../platform/draftText.ts';
import { newScriptText, scriptIdPattern } from '../../../../renderer/features/library/bring/newScriptText.ts';
import { authoredIdPattern } from '../../../../shared/domain/script/scriptVersion.ts';
import { proveScript } from '../../../../shared/script/proof/proveScript.ts';

const around = readSurroundings('shared/script/library');
const titles = ['Kaatuminen', 'Yskä: "kuiva" #1, {lapsi}', "L'été"];

describe('a new script', () => {
  it.each(['health', 'social'] as const)('[LW13] of %s reads and proves as it begins', (area) => {
    const text = newScriptText({ scriptId: 'fall_risk', title: 'Kaatuminen', area });
    const { script, problems } = readDraft(text, around);
    expect(problems).toEqual([]);
    expect(script).toMatchObject({ id: 'fall_risk', version: 1, area });
    expect(script === null ? null : proveScript(script).violations).toEqual([]);
  });

  it.each(titles)('[LW13] keeps its title letter for letter: %s', (title) => {
    const { authored } = readDraft(newScriptText({ scriptId: 'a', title, area: 'health' }), around);
    expect(authored?.title).toEqual({ fi: title, sv: title, en: title });
  });

  it('[LW13] is named as the engine takes names', () => {
    expect(scriptIdPattern.source).toBe(authoredIdPattern.source);
  });
});
