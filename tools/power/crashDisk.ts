// A disk as POSIX promises it: what was synced is there after a power cut, anything else may be there, in part or not at all.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SeededRandom } from '../sim/seededRandom.ts';
import type { DiskEvent } from './diskEvent.ts';

const sectorBytes = 512;

type Change = { readonly offset: number; readonly data: Buffer } | { readonly size: number };
interface Inode {
  content: Buffer;
  unsynced: Change[];
}
type NameChange =
  | { readonly folder: string; readonly path: string; readonly inode: Inode | null }
  | { readonly folder: string; readonly path: string; readonly to: string; readonly inode: Inode };

/** How much of the unsynced tail a power cut leaves. */
export const cutStyles = ['nothing', 'everything', 'prefix', 'some', 'torn'] as const;
export type CutStyle = (typeof cutStyles)[number];

export class CrashDisk {
  readonly #root: string;
  readonly #durable = new Map<string, Inode>();
  readonly #now = new Map<string, Inode>();
  #names: NameChange[] = [];

  /** Everything under `root` as it lies there now counts as synced. */
  constructor(root: string) {
    this.#root = root;
    for (const path of listFiles(root)) {
      const inode: Inode = { content: readFileSync(path), unsynced: [] };
      this.#durable.set(path, inode);
      this.#now.set(path, inode);
    }
  }

  apply(event: DiskEvent): void {
    if (event.kind === 'say' || !this.#holds(event.path)) return;
    switch (event.kind) {
      case 'open':
        if (event.created && !this.#now.has(event.path)) this.#create(event.path);
        if (event.emptied) this.#now.get(event.path)?.unsynced.push({ size: 0 });
        break;
      case 'write':
        this.#now.get(event.path)?.unsynced.push({ offset: event.offset, data: event.data });
        break;
      case 'truncate':
        this.#now.get(event.path)?.unsynced.push({ size: event.size });
        break;
      case 'sync':
        this.#sync(event.path);
        break;
      case 'rename':
        this.#rename(event.path, event.to);
        break;
      case 'unlink':
        this.#now.delete(event.path);
        this.#names.push({ folder: dirname(event.path), path: event.path, inode: null });
        break;
      case 'mkdir':
        break;
    }
  }

  /** Lays out under `folder` what a machine could find after the power went off here. */
  cut(folder: string, style: CutStyle, random: SeededRandom): void {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const names = new Map(this.#durable);
    const keptNames =
      style === 'nothing'
        ? 0
        : style === 'everything'
          ? this.#names.length
          : random.below(this.#names.length + 1);
    for (const change of this.#names.slice(0, keptNames)) applyName(names, change);
    for (const [path, inode] of names) {
      // The index beside a log is shared memory: it never survives a boot and is rebuilt from the log.
      if (path.endsWith('-shm')) continue;
      const to = join(folder, path.slice(this.#root.length));
      mkdirSync(dirname(to), { recursive: true });
      writeFileSync(to, leftOf(inode, style, random));
    }
  }

  #holds(path: string): boolean {
    return path === this.#root || path.startsWith(`${this.#root}/`);
  }

  #create(path: string): void {
    const inode: Inode = { content: Buffer.alloc(0), unsynced: [] };
    this.#now.set(path, inode);
    this.#names.push({ folder: dirname(path), path, inode });
  }

  #rename(path: string, to: string): void {
    const inode = this.#now.get(path);
    if (inode === undefined) return;
    this.#now.delete(path);
    this.#now.set(to, inode);
    this.#names.push({ folder: dirname(to), path, to, inode });
  }

  #sync(path: string): void {
    const inode = this.#now.get(path);
    if (inode !== undefined) {
      inode.content = applyAll(inode.content, inode.unsynced);
      inode.unsynced = [];
      return;
    }
    for (const change of this.#names) if (change.folder === path) applyName(this.#durable, change);
    this.#names = this.#names.filter((change) => change.folder !== path);
  }
}

function applyName(names: Map<string, Inode>, change: NameChange): void {
  if ('to' in change) {
    names.delete(change.path);
    names.set(change.to, change.inode);
  } else if (change.inode === null) names.delete(change.path);
  else names.set(change.path, change.inode);
}

function leftOf(inode: Inode, style: CutStyle, random: SeededRandom): Buffer {
  const { content, unsynced } = inode;
  if (style === 'nothing') return content;
  if (style === 'prefix') return applyAll(content, unsynced.slice(0, random.below(unsynced.length + 1)));
  if (style === 'some')
    return applyAll(
      content,
      unsynced.filter(() => random.chance(0.5)),
    );
  if (style === 'everything') return applyAll(content, unsynced);
  const sectors = unsynced.flatMap((change) => ('size' in change ? [change] : sectorsOf(change)));
  return applyAll(
    content,
    sectors.filter(() => random.chance(0.5)),
  );
}

function sectorsOf(change: { readonly offset: number; readonly data: Buffer }): Change[] {
  const sectors: Change[] = [];
  let at = 0;
  while (at < change.data.length) {
    const step = Math.min(sectorBytes - ((change.offset + at) % sectorBytes), change.data.length - at);
    sectors.push({ offset: change.offset + at, data: change.data.subarray(at, at + step) });
    at += step;
  }
  return sectors;
}

function applyAll(content: Buffer, changes: readonly Change[]): Buffer {
  const ends = changes.map((change) => ('size' in change ? change.size : change.offset + change.data.length));
  const bytes = Buffer.alloc(Math.max(content.length, ...ends, 0));
  content.copy(bytes);
  let size = content.length;
  for (const change of changes) {
    if ('size' in change) {
      bytes.fill(0, Math.min(change.size, size));
      size = change.size;
    } else {
      change.data.copy(bytes, change.offset);
      size = Math.max(size, change.offset + change.data.length);
    }
  }
  return bytes.subarray(0, size);
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}
