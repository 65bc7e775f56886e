// The shelf of a running desk: what came with the program, and what the region released since.

import { listRecordIds } from '../../../db/workstation/records.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { LibraryBlock } from '../../../platform/openLibrary.ts';
import { hashOf } from '../../../platform/releaseSigning.ts';
import { readScriptText } from '../../../platform/scriptLibrary.ts';
import { agreedText } from '../../../shared/domain/script/scriptFacts.ts';
import { type ScriptVersion, scriptRecordId } from '../../../shared/domain/script/scriptVersion.ts';
import type { ScriptFault } from '../../../shared/protocol/authoringViews.ts';
import type { CompiledScript } from '../../../shared/script/compileScript.ts';
import type { LibraryScript } from '../../../shared/script/release/libraryScript.ts';
import type { DeskStore } from '../record/deskStore.ts';
import { shownState } from '../record/recordEntry.ts';
import { type KnownVersion, makeShelf, type ScriptHead, type ScriptShelf } from '../scriptShelf.ts';
import { type CheckedRelease, checkRelease } from './checkRelease.ts';
import { keysById } from './regionKeys.ts';

export interface DeskShelfParts {
  readonly builtIn: readonly LibraryScript[];
  readonly blocks: readonly LibraryBlock[];
  readonly store: () => DeskStore | null;
  readonly log: Logger;
}

export interface DeskShelf extends ScriptShelf {
  /** A script record or a key of the region changed, or the database did. */
  forget(): void;
}

export function openDeskShelf(parts: DeskShelfParts): DeskShelf {
  let shelf: ScriptShelf | null = null;
  const checks = rememberChecks(parts, () => {
    shelf = null;
  });
  const heads = rememberHeads(parts.blocks);
  const now = (): ScriptShelf => {
    shelf ??= makeShelf(knownVersions(parts, checks), heads);
    return shelf;
  };
  return {
    newest: (scriptId) => now().newest(scriptId),
    startable: (scriptId) => now().startable(scriptId),
    version: (scriptId, version) => now().version(scriptId, version),
    list: () => now().list(),
    search: (text, limit) => now().search(text, limit),
    known: () => now().known(),
    readHead: heads,
    forget() {
      shelf = null;
    },
  };
}

const headsMax = 300;

/** A text is read once: a list of drafts is shown again with every change. */
function rememberHeads(blocks: readonly LibraryBlock[]): ScriptShelf['readHead'] {
  const known = new Map<string, ScriptHead | null>();
  const plain = blocks.map((one) => one.block);
  return (text) => {
    const name = hashOf(text);
    const before = known.get(name);
    if (before !== undefined) return before;
    const read = readScriptText(text, plain);
    const isScript = 'script' in read;
    const head = isScript
      ? { area: read.script.area, title: read.script.title, questions: read.compiled.questions.length }
      : null;
    if (known.size >= headsMax) known.clear();
    known.set(name, head);
    return head;
  };
}

type CheckOf = (version: ScriptVersion) => CheckedRelease;

/** A release is checked once for each text, signature and set of keys it is seen with. */
function rememberChecks({ blocks, store, log }: DeskShelfParts, changed: () => void): CheckOf {
  const known = new Map<string, CheckedRelease>();
  const refused = ({ id, version }: ScriptVersion, fault: ScriptFault): CheckedRelease => {
    log.error('a released script is refused', { record: id, version, reason: fault });
    return { fault };
  };
  return (version) => {
    const keys = store()?.meta().regionKeys ?? [];
    const text = agreedText(version)?.text ?? '';
    const name = JSON.stringify([version.id, hashOf(text), version.released, keys]);
    const before = known.get(name);
    if (before !== undefined) return before;
    const found = checkRelease(version, { keys: keysById(keys), blocks });
    const checked =
      'fault' in found
        ? refused(version, found.fault)
        : watchReading(found.script, () => {
            known.set(name, refused(version, 'unreadable'));
            changed();
          });
    known.set(name, checked);
    return checked;
  };
}

/** Whether a release can be read shows when it is first used. */
function watchReading(script: LibraryScript, unreadable: () => void): CheckedRelease {
  let isTold = false;
  const compiled = (): CompiledScript | null => {
    const found = script.compiled();
    if (found === null && !isTold) {
      isTold = true;
      unreadable();
    }
    return found;
  };
  return { script: { ...script, compiled } };
}

function knownVersions({ builtIn, store }: DeskShelfParts, check: CheckOf): KnownVersion[] {
  const records = store() === null ? [] : scriptRecords(store());
  const byId = new Map(records.map((record) => [record.id, record]));
  const shipped = builtIn.map((script): KnownVersion => {
    const recordId = scriptRecordId({ scriptId: script.id, version: script.version });
    const record = byId.get(recordId) ?? null;
    byId.delete(recordId);
    return knownVersion(script, record, check);
  });
  return [...shipped, ...[...byId.values()].map((record) => knownVersion(null, record, check))];
}

function knownVersion(
  builtIn: LibraryScript | null,
  record: ScriptVersion | null,
  check: CheckOf,
): KnownVersion {
  const checked = record?.released == null ? null : check(record);
  return {
    scriptId: record?.scriptId ?? builtIn?.id ?? '',
    version: record?.version ?? builtIn?.version ?? 0,
    builtIn,
    record,
    released: checked !== null && 'script' in checked ? checked.script : null,
    fault: checked !== null && 'fault' in checked ? checked.fault : null,
  };
}

function scriptRecords(store: DeskStore | null): ScriptVersion[] {
  if (store === null) return [];
  const own = store.openRecords().filter((one) => one.kind === 'script');
  const ids = new Set([...listRecordIds(store.db, 'script'), ...own.map((one) => one.id)]);
  return [...ids].flatMap((id) => shownState(store.load({ kind: 'script', id }), 'script') ?? []);
}
