import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../db/openDatabase.ts';
import { setMeta } from '../../../db/workstation/deskMeta.ts';
import { saveConfirmed } from '../../../db/workstation/records.ts';
import { trustAfter } from '../../../electron/engine/library/regionKeys.ts';
import { openMemoryVault } from '../../../electron/engine/session/deskVault.ts';
import type { LogFields } from '../../../platform/logger.ts';
import { silentLogger } from '../../../platform/logger.ts';
import { readRelease } from '../../../platform/readRelease.ts';
import { hashOf, keyIdOf, newSigningPair, signText } from '../../../platform/releaseSigning.ts';
import { keyChangeText, releaseText } from '../../../shared/domain/script/releaseBytes.ts';
import { type ScriptVersion, scriptRecordId } from '../../../shared/domain/script/scriptVersion.ts';
import { nextText, rowOf, testLibrary } from '../../kit/libraryDesk.ts';
import { heino, laine } from '../../kit/signInOnly.ts';
import { startDesk, type TestDesk } from '../../kit/startDesk.ts';

const scriptId = 'fever_adult';
const pair = newSigningPair();
const stranger = newSigningPair();
const by = { user: 'lead.heino', role: 'clinical_lead', unit: 'unit_health', desk: 'desk_h' };
const at = '2026-11-22T08:00:00.000Z';

/** Version 2 as the region releases it. */
function releasedVersion(key = pair, text = nextText(scriptId)): ScriptVersion {
  const name = { scriptId, version: 2 };
  const read = readRelease(text, name, testLibrary().blocks);
  if ('problems' in read) throw new Error('the text of the test is no script');
  const hash = hashOf(text);
  const { blocksHash, head } = read;
  const signature = signText(key.privateKey, releaseText({ ...name, hash, blocksHash, head }));
  return {
    ...name,
    id: scriptRecordId(name),
    builtIn: false,
    text: [{ value: { text, hash }, opId: 'op', seq: 1, by, at }],
    approvals: [{ by, at, title: 'ylilääkäri', hash }],
    releaseAsked: { by, at, hash },
    releaseRefused: null,
    released: { hash, blocksHash, head, keyId: keyIdOf(key.publicKey), signature, at },
    withdrawn: null,
  };
}

interface Told {
  readonly message: string;
  readonly fields: LogFields | undefined;
}

let told: Told[] = [];
beforeEach(() => {
  told = [];
});

/** A desk that trusts `pair` and finds this record in its database when it starts. */
async function deskWith(version: ScriptVersion): Promise<TestDesk> {
  const db = openDatabase({ kind: 'memory' });
  const vault = openMemoryVault('desk_a', db);
  setMeta(db, 'regionKeys', [pair.publicKey]);
  saveConfirmed(db, { kind: 'script', id: version.id }, { seq: 1, state: version });
  const log = {
    ...silentLogger,
    error: (message: string, fields?: LogFields) => void told.push({ message, fields }),
  };
  return startDesk({ vault, log, ...testLibrary() });
}

async function startedVersion(desk: TestDesk): Promise<number> {
  await desk.signIn(laine);
  const { contactId } = await desk.command('contact.open', {});
  const { assessment } = await desk.command('assessment.start', { contactId, scriptId });
  return assessment.scriptVersion;
}

describe('a release in a desk’s database', () => {
  it('[RL14] that is right is what a new assessment runs on', async () => {
    expect(await startedVersion(await deskWith(releasedVersion()))).toBe(2);
    expect(told).toEqual([]);
  });

  const right = releasedVersion();
  const release = right.released;
  if (release === null) throw new Error('no release');
  const otherText = nextText(scriptId).replace('gte: 40', 'gte: 41').replace('kuume', 'kuumetta');
  const broken: readonly (readonly [name: string, fault: string, version: ScriptVersion])[] = [
    [
      'whose text was altered',
      'altered',
      { ...right, text: right.text.map((one) => ({ ...one, value: { ...one.value, text: otherText } })) },
    ],
    ['whose signature is gone', 'unsigned', { ...right, released: { ...release, signature: '' } }],
    [
      'whose text and hash were altered together',
      'unsigned',
      {
        ...right,
        text: right.text.map((one) => ({ ...one, value: { text: otherText, hash: hashOf(otherText) } })),
        released: { ...release, hash: hashOf(otherText) },
      },
    ],
    [
      'whose title and words were altered',
      'unsigned',
      { ...right, released: { ...release, head: { ...release.head, questions: 1 } } },
    ],
    ['that another key signed', 'wrongKey', releasedVersion(stranger)],
    [
      'in a language that this program does not know',
      'unreadable',
      (() => {
        const newer = `${nextText(scriptId)}mood: new\n`;
        const what = { ...release, scriptId, version: 2, hash: hashOf(newer) };
        return {
          ...right,
          text: right.text.map((one) => ({ ...one, value: { text: newer, hash: what.hash } })),
          released: { ...release, hash: what.hash, signature: signText(pair.privateKey, releaseText(what)) },
        };
      })(),
    ],
    [
      'that another key signed in the name of the right one',
      'unsigned',
      {
        ...releasedVersion(stranger),
        released: { ...(releasedVersion(stranger).released ?? release), keyId: release.keyId },
      },
    ],
    [
      'whose shared blocks are others here',
      'unreadable',
      (() => {
        const blocksHash = hashOf('other blocks');
        const what = { ...release, scriptId, version: 2, blocksHash };
        return {
          ...right,
          released: { ...release, blocksHash, signature: signText(pair.privateKey, releaseText(what)) },
        };
      })(),
    ],
  ];

  it.each(broken)(
    '[RL12] %s is left off the shelf, shown and logged as %s',
    async (_name, fault, version) => {
      const desk = await deskWith(version);
      expect(await startedVersion(desk)).toBe(1);
      expect(told).toEqual([
        {
          message: 'a released script is refused',
          fields: { record: 'script_fever-adult-2', version: 2, reason: fault },
        },
      ]);
      await desk.signIn(heino);
      expect(await rowOf(desk, scriptId, 2)).toMatchObject({ status: 'released', fault });
      const source = await desk.query('script.source', { scriptId, version: 2 });
      expect(source).toMatchObject({ fault, signature: { valid: false } });
    },
  );

  it('[RL16] withdrawn is not started and says why, and no older version takes its place', async () => {
    const withdrawn = { by, at, reason: 'Väärä annos' };
    const desk = await deskWith({ ...releasedVersion(), withdrawn });
    await desk.signIn(laine);
    const { contactId } = await desk.command('contact.open', {});
    const refused = await desk.send({ id: 1, command: 'assessment.start', args: { contactId, scriptId } });
    expect(refused).toMatchObject({
      reason: 'scriptWithdrawn',
      because: 'Väärä annos',
      by: { user: 'lead.heino' },
      at,
    });
    const rows = await desk.query('script.search', { text: 'kuume' });
    expect(rows.find((one) => one.id === scriptId)?.withdrawn).toEqual({ at, reason: 'Väärä annos' });
  });
});

describe('a clinical lead without a region', () => {
  it('[RL6] [RL8] drafts, approves and withdraws; what is not at the region yet shows as pending', async () => {
    const desk = startDesk(testLibrary());
    await desk.signIn(heino);
    const { draftId, version } = await desk.command('script.draft', { scriptId });
    expect({ draftId, version }).toEqual({ draftId: 'script_fever-adult-2', version: 2 });
    const source = await desk.query('script.draftSource', { draftId });
    expect(source).toMatchObject({ status: 'draft', text: nextText(scriptId), hash: hashOf(source.text) });
    const approved = await desk.command('script.approve', {
      draftId,
      hash: source.hash,
      title: 'ylilääkäri',
    });
    expect(approved).toMatchObject({ approvals: [{ title: 'ylilääkäri' }], pending: 3 });
    expect(await desk.command('script.draft', { scriptId, text: 'id: x' })).toMatchObject({ version: 3 });
    expect(await rowOf(desk, scriptId, 3)).toMatchObject({ title: { fi: expect.any(String) }, questions: 0 });
    const gone = await desk.command('script.withdraw', { scriptId: 'chest_pain', version: 1, reason: 'Ei' });
    expect(gone).toMatchObject({ status: 'withdrawn', draftId: null, withdrawn: { reason: 'Ei' } });
    expect(await desk.trouble('script.withdraw', { scriptId: 'chest_pain', version: 1, reason: 'Ei' })).toBe(
      'alreadyDone',
    );
    await desk.signIn(laine);
    const { contactId } = await desk.command('contact.open', {});
    expect(await desk.trouble('assessment.start', { contactId, scriptId: 'chest_pain' })).toBe(
      'scriptWithdrawn',
    );
  });

  it('[RL2] is the only one who may', async () => {
    const desk = startDesk(testLibrary());
    await desk.signIn(laine);
    expect(await desk.trouble('script.draft', { scriptId })).toBe('notAllowed');
    expect(await desk.trouble('script.withdraw', { scriptId, version: 1, reason: 'Ei' })).toBe('notAllowed');
    const library = await desk.send({ id: 1, query: 'script.library', args: {} });
    expect(library).toMatchObject({ refused: true, reason: 'notAllowed' });
    const source = await desk.send({ id: 2, query: 'script.source', args: { scriptId, version: 1 } });
    expect(source).toMatchObject({ refused: true, reason: 'notAllowed' });
  });

  it('[RL3] writes texts up to a limit', async () => {
    const desk = startDesk(testLibrary());
    await desk.signIn(heino);
    const { draftId } = await desk.command('script.draft', { scriptId });
    for (const text of ['a'.repeat(40_001), '€'.repeat(30_000)])
      expect(await desk.trouble('script.setText', { draftId, text })).toBe('tooLarge');
    expect((await desk.query('script.draftSource', { draftId })).pending).toBe(2);
  });
});

describe('the keys a desk trusts', () => {
  it('[RL13] are the first it saw and those a trusted one signed over', () => {
    const next = newSigningPair();
    const first = { publicKey: pair.publicKey, signature: null };
    const handedOver = {
      publicKey: next.publicKey,
      signature: signText(pair.privateKey, keyChangeText(next.publicKey)),
    };
    expect(trustAfter([], [first])).toEqual([pair.publicKey]);
    expect(trustAfter([pair.publicKey], [first, handedOver])).toEqual([pair.publicKey, next.publicKey]);
    const intruder = { publicKey: stranger.publicKey, signature: null };
    expect(trustAfter([pair.publicKey], [intruder])).toEqual([pair.publicKey]);
    const selfSigned = signText(stranger.privateKey, keyChangeText(stranger.publicKey));
    expect(trustAfter([pair.publicKey], [{ ...intruder, signature: selfSigned }])).toEqual([pair.publicKey]);
    expect(trustAfter([pair.publicKey], [{ ...intruder, signature: handedOver.signature }])).toEqual([
      pair.publicKey,
    ]);
  });
});
