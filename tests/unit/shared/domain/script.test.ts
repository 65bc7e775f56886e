import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../../shared/base/sha256.ts';
import { authorship, mayAuthor, roles, systemRole } from '../../../../shared/domain/access/policy.ts';
import { isDisputed } from '../../../../shared/domain/field/field.ts';
import {
  agreedText,
  isApproved,
  mayApprove,
  mayAskRelease,
  mayEdit,
  mayWithdraw,
} from '../../../../shared/domain/script/scriptFacts.ts';
import {
  authoredTextCharsMax,
  type ScriptVersion,
  scriptKeyOf,
  scriptRecordId,
} from '../../../../shared/domain/script/scriptVersion.ts';
import { opCatalogue, scopesOf } from '../../../../shared/op/opCatalogue.ts';
import { foldAll, makeOp } from '../make.ts';

const heino = { user: 'lead.heino', role: 'clinical_lead', unit: 'unit_health', desk: 'desk_h' };
const sundberg = { user: 'lead.sundberg', role: 'clinical_lead', unit: 'unit_social', desk: 'desk_s' };
const id = 'script_fever-adult-2';
const about = { record: { kind: 'script', id } } as const;

const system = { ...heino, role: systemRole };

/** As somebody who has seen everything before it, unless `basis` says less. */
const op = (type: string, body: unknown, { by = heino, basis = 99 } = {}) =>
  makeOp('script', type, body, { by, basis, ...about });
const drafted = (by = heino) => op('script.drafted', {}, { by });
const text = (value: string, by = heino, basis = 0) => op('script.textSet', { text: value }, { by, basis });
const approved = (of: string, by = heino) =>
  op('script.approved', { hash: sha256(of), title: 'ylilääkäri' }, { by });
const asked = (of: string) => op('script.releaseAsked', { hash: sha256(of) });
const signed = { blocksHash: sha256(''), keyId: 'key', signature: 'c2ln' };
const released = (of: string) => op('script.released', { hash: sha256(of), ...signed }, { by: system });
const fold = (...ops: ReturnType<typeof makeOp>[]) => foldAll<ScriptVersion>(ops);

describe('the hash of a text', () => {
  it('[RL4] is SHA-256 of its UTF-8, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (value) => {
        expect(sha256(value)).toBe(createHash('sha256').update(value, 'utf8').digest('hex'));
      }),
      { numRuns: 200 },
    );
    for (const length of [0, 55, 56, 63, 64, 65, 20_000])
      expect(sha256('å'.repeat(length))).toBe(createHash('sha256').update('å'.repeat(length)).digest('hex'));
  });
});

describe('a version of a script', () => {
  it('[RL1] is named by script and number, both ways', () => {
    for (const key of [
      { scriptId: 'fever_adult', version: 2 },
      { scriptId: 'a_', version: 12 },
      { scriptId: 'fever_child_3_15', version: 1 },
    ])
      expect(scriptKeyOf(scriptRecordId(key))).toEqual(key);
    expect(scriptKeyOf('script_fever')).toBeNull();
    expect(scriptKeyOf('contact_fever-2')).toBeNull();
    expect(scopesOf('script', fold(drafted(), text('a')))).toEqual(['region']);
  });

  it('[RL1] drafted twice apart holds both texts until a person chooses', () => {
    const both = fold(drafted(), text('a'), drafted(sundberg), text('b', sundberg));
    expect(both).toMatchObject({ scriptId: 'fever_adult', version: 2 });
    expect(both.text.map((one) => one.value.text)).toEqual(['a', 'b']);
    expect(agreedText(both)).toBeNull();
    const chosen = fold(drafted(), text('a'), drafted(sundberg), text('b', sundberg), text('b', heino, 99));
    expect(isDisputed(chosen.text)).toBe(false);
    expect(agreedText(chosen)?.text).toBe('b');
  });

  it('[RL1] is not made by an id that names none', () => {
    const nameless = makeOp('script', 'script.drafted', {}, { record: { kind: 'script', id: 'script_x' } });
    expect(foldAll<ScriptVersion | undefined>([nameless])).toBeUndefined();
  });

  it('[RL2] is the work of clinical leads, and its release of the region alone', () => {
    const types = Object.keys(authorship).filter((type) => type.startsWith('script.'));
    expect(types).toHaveLength(8);
    for (const type of types as (keyof typeof authorship)[]) {
      const isRegions = type === 'script.released' || type === 'script.releaseRefused';
      expect(roles.filter((role) => mayAuthor(role, type))).toEqual(isRegions ? [] : ['clinical_lead']);
      expect(mayAuthor(systemRole, type)).toBe(isRegions);
    }
  });

  it('[RL3] has a text of bounded length', () => {
    const { schema } = opCatalogue['script.textSet'];
    expect(schema.safeParse({ text: 'a'.repeat(authoredTextCharsMax) }).success).toBe(true);
    expect(schema.safeParse({ text: 'a'.repeat(authoredTextCharsMax + 1) }).error?.issues[0]?.message).toBe(
      'textTooLong',
    );
  });
});

describe('approvals', () => {
  it('[RL4] are of the text that stands, once per person, and of neither while there are two', () => {
    const one = fold(drafted(), text('a'), approved('a'));
    expect(mayApprove(one, sundberg, sha256('a'))).toBeNull();
    expect(mayApprove(one, sundberg, sha256('b'))?.refused).toBe('textChanged');
    expect(mayApprove(one, heino, sha256('a'))).toMatchObject({
      refused: 'alreadyDone',
      by: { user: 'lead.heino' },
    });
    const two = fold(drafted(), text('a'), drafted(sundberg), text('b', sundberg));
    expect(mayApprove(two, heino, sha256('b'))?.refused).toBe('textDisputed');
    expect(mayAskRelease(two)?.refused).toBe('textDisputed');
  });

  it('[RL5] lapse with an edit, and so does a waiting wish; the same text again is no edit', () => {
    const ready = [drafted(), text('a'), approved('a'), approved('a', sundberg), asked('a')];
    expect(isApproved(fold(...ready))).toBe(true);
    expect(fold(...ready).releaseAsked?.hash).toBe(sha256('a'));
    const edited = fold(...ready, text('b', heino, 99));
    expect(edited).toMatchObject({ approvals: [], releaseAsked: null });
    expect(isApproved(fold(...ready, text('a', heino, 99)))).toBe(true);
    const apart = fold(...ready, text('b', sundberg, 0));
    expect(isApproved(apart)).toBe(false);
  });

  it('[RL6] of two different people are what a release needs', () => {
    expect(mayAskRelease(fold(drafted(), text('a')))?.refused).toBe('notApproved');
    expect(mayAskRelease(fold(drafted(), text('a'), approved('a')))?.refused).toBe('notApproved');
    const otherDesk = { ...heino, desk: 'desk_other' };
    const twice = fold(drafted(), text('a'), approved('a'), approved('a', otherDesk));
    expect(mayAskRelease(twice)?.refused).toBe('notApproved');
    expect(mayAskRelease(fold(drafted(), text('a'), approved('a'), approved('a', sundberg)))).toBeNull();
  });
});

describe('release and withdrawal', () => {
  const ready = [drafted(), text('a'), approved('a'), approved('a', sundberg), asked('a')];
  const claimOf = (type: 'script.released' | 'script.textSet' | 'script.releaseRefused') =>
    opCatalogue[type].claim;
  const stamp = { opId: 'x', seq: 9, basis: 9, by: heino, at: '2026-11-22T08:00:00.000Z', ...about };

  it('[RL7] a released text stands: no edit, approval, wish or second release comes through', () => {
    const done = fold(...ready, released('a'));
    expect(done.released?.hash).toBe(sha256('a'));
    expect(mayEdit(done)?.refused).toBe('alreadyReleased');
    expect(mayApprove(done, heino, sha256('a'))?.refused).toBe('alreadyReleased');
    expect(mayAskRelease(done)?.refused).toBe('alreadyReleased');
    const again = claimOf('script.released')?.(done, stamp, { hash: sha256('a'), ...signed });
    expect(again?.refused).toBe('alreadyReleased');
    expect(claimOf('script.textSet')?.(done, stamp, { text: 'b' })?.refused).toBe('alreadyReleased');
  });

  it('[RL9] the region releases what was asked for, and nothing the text has become since', () => {
    const claim = claimOf('script.released');
    expect(claim?.(fold(...ready), stamp, { hash: sha256('a'), ...signed })).toBeNull();
    expect(claim?.(fold(...ready), stamp, { hash: sha256('b'), ...signed })?.refused).toBe('textChanged');
    const edited = fold(...ready, text('b', heino, 99));
    expect(claim?.(edited, stamp, { hash: sha256('a'), ...signed })?.refused).toBe('notApproved');
    const refusal = { hash: sha256('a'), property: 'monotone', message: 'cough: …' };
    const refused = fold(...ready, op('script.releaseRefused', refusal, { by: system }));
    expect(refused).toMatchObject({ releaseAsked: null, releaseRefused: { property: 'monotone' } });
    expect(mayAskRelease(refused)).toBeNull();
  });

  it('[RL8] a version is withdrawn once, with a reason, and nothing is done with it afterwards', () => {
    const reason = { reason: 'Väärä annos' };
    const gone = fold(...ready, released('a'), op('script.withdrawn', reason, { by: sundberg }));
    expect(mayWithdraw(gone)).toMatchObject({ refused: 'alreadyDone', by: { user: 'lead.sundberg' } });
    expect(mayEdit(gone)).toMatchObject({ refused: 'scriptWithdrawn', because: 'Väärä annos' });
    expect(opCatalogue['script.withdrawn'].schema.safeParse({ reason: ' ' }).success).toBe(false);
    const shipped = fold(op('script.builtInNamed', {}), op('script.withdrawn', reason));
    expect(shipped).toMatchObject({ builtIn: true, withdrawn: { reason: 'Väärä annos' } });
    expect(mayEdit(fold(op('script.builtInNamed', {})))?.refused).toBe('alreadyReleased');
  });
});
