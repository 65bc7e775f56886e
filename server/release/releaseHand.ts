// Keeps RL9–RL11: answers every wish to release, one at a time; those left over when the region fell, at its next start.
import type { Clock, Scheduler } from '../../platform/clock.ts';
import type { Ids } from '../../platform/ids.ts';
import { type Logger, stackOf } from '../../platform/logger.ts';
import { lineCharsMax } from '../../shared/base/text.ts';
import { systemRole } from '../../shared/domain/access/policy.ts';
import { agreedText } from '../../shared/domain/script/scriptFacts.ts';
import type { ScriptVersion } from '../../shared/domain/script/scriptVersion.ts';
import { regionScope } from '../../shared/op/opCatalogue.ts';
import { cutLine } from '../../shared/script/authoring/releaseWords.ts';
import type { FedOp } from '../acceptOps.ts';
import { type HandFact, openHand } from '../hand/openHand.ts';
import type { Region } from '../region.ts';
import type { RegionStore } from '../store/regionStore.ts';
import { type Asked, askWorker } from './askWorker.ts';
import type { ReleaseJudgement } from './releaseJudgement.ts';
import type { ReleaseKeys } from './releaseKeys.ts';

export interface ReleaseHandParts {
  readonly region: Region;
  readonly store: RegionStore;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly ids: Ids;
  readonly log: Logger;
  readonly keys: ReleaseKeys;
  readonly libraryDir: string;
}

export interface ReleaseHand {
  /** What was just committed: a wish to release among it is answered soon. */
  committed(fed: readonly FedOp[]): void;
  close(): Promise<void>;
}

const againMs = 2_000;
const sliceRecordsMax = 50;

export function openReleaseHand(parts: ReleaseHandParts): ReleaseHand {
  const { scheduler, log } = parts;
  let running: Promise<void> | null = null;
  let isWanted = false;
  let isClosed = false;
  let asked: Asked | null = null;
  let stopWaiting = () => {};

  function wake(): void {
    isWanted = true;
    if (isClosed) return;
    running ??= run().finally(() => {
      running = null;
    });
  }

  async function run(): Promise<void> {
    try {
      while (isWanted && !isClosed) {
        isWanted = false;
        for (const script of await listAsked(parts.store)) {
          if (isClosed) return;
          await settle(script);
        }
      }
    } catch (error) {
      log.error('a release was not settled', { stack: stackOf(error) });
      stopWaiting();
      stopWaiting = scheduler.after(againMs, wake);
    }
  }

  async function settle(script: ScriptVersion): Promise<void> {
    const { id, scriptId, version } = script;
    const text = agreedText(script);
    if (text === null) return;
    const released = await listReleasedIds(parts.store);
    const question = { libraryDir: parts.libraryDir, key: { scriptId, version }, text: text.text, released };
    asked = askWorker(question, scheduler);
    const judgement = await asked.judgement;
    asked = null;
    if (judgement === null) return;
    await say(parts, script, judgement);
    log.info(judgement.ok ? 'script released' : 'release refused', {
      record: id,
      version,
      ...(judgement.ok ? {} : { reason: judgement.property }),
    });
  }

  wake();
  return {
    committed(fed) {
      if (fed.some(({ op }) => op.type === 'script.releaseAsked')) wake();
    },
    async close() {
      isClosed = true;
      stopWaiting();
      asked?.stop();
      await running;
    },
  };
}

/** Under a name of its own each time, so that two processes of one region never count in the same row. */
async function say(
  parts: ReleaseHandParts,
  script: ScriptVersion,
  judgement: ReleaseJudgement,
): Promise<void> {
  const hash = agreedText(script)?.hash ?? '';
  const name = parts.ids.newId('hand');
  const session = {
    id: `session_${name}`,
    user: systemRole,
    name: 'Luotsi',
    role: systemRole,
    unit: regionScope,
    scopes: [regionScope],
    desk: name,
  };
  const hand = await openHand(name, { ...parts, sessions: [session] });
  try {
    const { type, body } = factOf(parts.keys, { script, hash, judgement });
    await hand.author([{ session: session.id, record: { kind: 'script', id: script.id }, type, body }]);
  } finally {
    hand.close();
  }
}

function factOf(
  keys: ReleaseKeys,
  {
    script,
    hash,
    judgement,
  }: { readonly script: ScriptVersion; readonly hash: string; readonly judgement: ReleaseJudgement },
): Pick<HandFact, 'type' | 'body'> {
  if (!judgement.ok) {
    const message = cutLine(judgement.message, lineCharsMax).trim() || judgement.property;
    return { type: 'script.releaseRefused', body: { hash, property: judgement.property, message } };
  }
  const { blocksHash, head } = judgement;
  const { scriptId, version } = script;
  return {
    type: 'script.released',
    body: { hash, blocksHash, head, ...keys.sign({ scriptId, version, hash, blocksHash, head }) },
  };
}

async function listAsked(store: RegionStore): Promise<ScriptVersion[]> {
  const scripts = await readScripts(store);
  return scripts.filter((one) => one.releaseAsked !== null && one.released === null);
}

async function listReleasedIds(store: RegionStore): Promise<string[]> {
  const scripts = await readScripts(store);
  return scripts.filter((one) => one.released !== null).map((one) => one.scriptId);
}

/** Records come in the order of their keys: the scripts begin right after their kind's own prefix. */
async function readScripts(store: RegionStore): Promise<ScriptVersion[]> {
  const found: ScriptVersion[] = [];
  let afterKey: string | null = 'script/';
  while (afterKey !== null) {
    const slice = await store.readSnapshot({ scope: regionScope, afterKey, limit: sliceRecordsMax });
    const scripts = slice.records.filter((one) => one.kind === 'script');
    found.push(...scripts.map((one) => JSON.parse(one.state) as ScriptVersion));
    const isPast = scripts.length < slice.records.length;
    afterKey = isPast ? null : slice.nextKey;
  }
  return found;
}
