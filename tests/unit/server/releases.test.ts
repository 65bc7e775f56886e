import { describe, expect, it } from 'vitest';
import { trustAfter } from '../../../electron/engine/library/regionKeys.ts';
import { systemClock, systemScheduler } from '../../../platform/clock.ts';
import { idsFrom, systemRandom } from '../../../platform/ids.ts';
import { silentLogger } from '../../../platform/logger.ts';
import { hashOf, isSignedBy, keyIdOf } from '../../../platform/releaseSigning.ts';
import { type HandSession, openHand } from '../../../server/hand/openHand.ts';
import { noMetrics } from '../../../server/operations/regionMetrics.ts';
import { createRegion, type Region } from '../../../server/region.ts';
import { askWorker } from '../../../server/release/askWorker.ts';
import { judgeRelease } from '../../../server/release/judgeRelease.ts';
import { openReleaseHand, type ReleaseHand } from '../../../server/release/releaseHand.ts';
import { changeReleaseKey, openReleaseKeys } from '../../../server/release/releaseKeys.ts';
import type { RegionStore } from '../../../server/store/regionStore.ts';
import { openSqliteStore } from '../../../server/store/sqliteStore.ts';
import { releaseText } from '../../../shared/domain/script/releaseBytes.ts';
import type { ScriptVersion } from '../../../shared/domain/script/scriptVersion.ts';
import { releaseWords } from '../../../shared/script/authoring/releaseWords.ts';
import { libraryDir, nextText } from '../../kit/libraryDesk.ts';
import { SimulatedTime } from '../../kit/simulatedTime.ts';
import { until } from '../../kit/startDesk.ts';
import { unprovableText } from '../../kit/unprovable.ts';

const recordId = 'script_burn-2';
const text = nextText('burn');
const hash = hashOf(text);
const ids = idsFrom(systemClock, systemRandom);
const key = { scriptId: 'burn', version: 2 };
const head = {
  area: 'health',
  title: { fi: 'a', sv: 'b', en: 'c' },
  keywords: { fi: ['a'], sv: ['b'], en: ['c'] },
  questions: 1,
  include: [],
} as const;

async function openParts(
  store: RegionStore,
  committed: (fed: Parameters<ReleaseHand['committed']>[0]) => void,
) {
  const keys = await openReleaseKeys(store);
  const parts = { store, clock: systemClock, scheduler: systemScheduler, ids, log: silentLogger };
  const region = await createRegion({ ...parts, metrics: noMetrics, committed });
  return { ...parts, region, keys, libraryDir };
}

function leadAt(desk: string, user: string): HandSession {
  const scopes = ['region'];
  return {
    id: `session_${user}`,
    user,
    name: user,
    role: 'clinical_lead',
    unit: 'unit_health',
    scopes,
    desk,
  };
}

/** Two leads draft, approve and ask, all through the region's own door. */
async function askForRelease(region: Region, store: RegionStore): Promise<void> {
  const [one, other] = [leadAt('desk_l', 'lead.heino'), leadAt('desk_l', 'lead.sundberg')];
  const hand = await openHand('desk_l', { region, store, clock: systemClock, ids, sessions: [one, other] });
  const fact = (session: HandSession, type: string, body: unknown) => ({
    session: session.id,
    record: { kind: 'script' as const, id: recordId },
    type,
    body,
  });
  const title = 'ylilääkäri';
  await hand.author([
    fact(one, 'script.drafted', {}),
    fact(one, 'script.textSet', { text }),
    fact(one, 'script.approved', { hash, title }),
    fact(other, 'script.approved', { hash, title }),
    fact(other, 'script.releaseAsked', { hash }),
  ]);
  hand.close();
}

async function recordIn(store: RegionStore): Promise<ScriptVersion> {
  const loaded = await store.load({ records: [`script/${recordId}`], desks: [], sessions: [], opIds: [] });
  return loaded.records.get(`script/${recordId}`)?.state as ScriptVersion;
}

describe('the region’s own hand', () => {
  it('[RL10] [RL11] settles a wish it finds at its start, once, with a signature that the offered key proves', async () => {
    const store = openSqliteStore({ kind: 'memory' }, 'epoch_first');
    const before = await openParts(store, () => {});
    await askForRelease(before.region, store);
    await before.region.close();
    expect((await recordIn(store)).released).toBeNull();

    const again = await openParts(store, () => {});
    const hand = openReleaseHand(again);
    const twin = openReleaseHand(again);
    await until('the release', async () => (await recordIn(store)).released !== null);
    await hand.close();
    await twin.close();
    const { released } = await recordIn(store);
    if (released === null) throw new Error('not released');
    const [offered, ...more] = again.keys.offered();
    expect(more).toEqual([]);
    expect(before.keys.offered()).toEqual(again.keys.offered());
    expect(released.keyId).toBe(keyIdOf(offered?.publicKey ?? ''));
    const signed = releaseText({ ...key, ...released });
    expect(isSignedBy(offered?.publicKey ?? '', signed, released.signature)).toBe(true);
    expect(
      isSignedBy(offered?.publicKey ?? '', signed.replace('burn\n2', 'burn\n3'), released.signature),
    ).toBe(false);
    const feed = await store.readFeed({
      scopes: ['region'],
      after: 0,
      exceptDesk: 'nobody',
      opsMax: 100,
      bytesMax: 1_000_000,
    });
    expect(feed.ops.filter((op) => op.type === 'script.released')).toHaveLength(1);
    await again.region.close();
  });

  it('[RL13] a new key is signed over by the one before it, and signs from then on', async () => {
    const store = openSqliteStore({ kind: 'memory' }, 'epoch_first');
    const old = await openReleaseKeys(store);
    const keyId = await changeReleaseKey(store);
    const now = await openReleaseKeys(store);
    expect(now.offered()).toHaveLength(2);
    expect(JSON.stringify(now.offered())).not.toContain('private');
    const signed = now.sign({ ...key, hash, blocksHash: hash, head });
    expect(signed.keyId).toBe(keyId);
    expect(signed.keyId).not.toBe(old.sign({ ...key, hash, blocksHash: hash, head }).keyId);
    const pinned = trustAfter([], old.offered());
    expect(trustAfter(pinned, now.offered()).map(keyIdOf)).toContain(keyId);
  });
});

describe('the judgement before a signature', () => {
  const judged = (changed: string, released: readonly string[] = []) =>
    judgeRelease({ libraryDir, key, text: changed, released });

  it('[RL9] proves what the release says it is', () => {
    expect(judged(text)).toMatchObject({ ok: true });
  });

  it.each([
    ['that is no YAML', 'a: [', 'format'],
    ['of another script', text.replace(/^id: .*$/m, 'id: burns'), 'format'],
    ['of another version', nextText('burn', 3), 'format'],
    ['with a block that is not here', text.replace('open_safety@1', 'open_safety@9'), 'format'],
    [
      'that goes on in a script nobody has',
      text.replace(/^( +)- to: (\w+)$/m, '$1- to: $2\n$1  goto: nowhere'),
      'goto',
    ],
    ['in which a worse answer gives a milder outcome', text.replace('worse: yes', 'worse: no'), 'monotone'],
  ])('[RL9] refuses a text %s', (_name, changed, property) => {
    expect(changed).not.toBe(text);
    expect(judged(changed)).toMatchObject({ ok: false, property });
  });

  it('[LW17] tells what the proof found in the three languages', () => {
    const judgement = judged(text.replace('worse: yes', 'worse: no'));
    if (judgement.ok) throw new Error('released');
    const { fi, sv, en } = releaseWords(judgement.property, judgement.message);
    expect(fi).toMatch(/antaa lievemmän: /);
    expect(sv).toMatch(/ger ett lindrigare: /);
    expect(en).toMatch(/gives less: /);
  });

  it('[RL9] refuses what takes longer than its time', async () => {
    const time = new SimulatedTime();
    const { judgement } = askWorker({ libraryDir, key, text, released: [] }, time);
    await time.advance(30_000);
    expect(await judgement).toMatchObject({ ok: false, property: 'limit' });
  });

  it('[RL9] refuses what takes more than its memory, and goes on', async () => {
    const huge = unprovableText('burn', 2);
    const { judgement } = askWorker({ libraryDir, key, text: huge, released: [] }, systemScheduler);
    expect(await judgement).toMatchObject({ ok: false, property: 'limit' });
    const next = askWorker({ libraryDir, key, text, released: [] }, systemScheduler);
    expect(await next.judgement).toMatchObject({ ok: true });
  });
});
