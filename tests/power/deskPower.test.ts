import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assertSound } from '../../db/openDatabase.ts';
import { allRows, type WritableDb } from '../../db/sql.ts';
import { type DeskVault, openFileVault } from '../../electron/engine/session/deskVault.ts';
import { systemRandom } from '../../platform/ids.ts';
import { CrashDisk } from '../../tools/power/crashDisk.ts';
import { cutAnywhere } from '../../tools/power/cutAnywhere.ts';
import type { DiskEvent } from '../../tools/power/diskEvent.ts';
import { emptyTally, type PowerTally, reportPower } from '../../tools/power/powerReport.ts';
import { type DiskRecording, recordDisk } from '../../tools/power/recordDisk.ts';
import { createSeededRandom } from '../../tools/sim/seededRandom.ts';
import { tellFigure } from '../../tools/trust/trustFigure.ts';

const regionProgram = new URL('../../server/main.ts', import.meta.url).pathname;
const deskProgram = new URL('../../tools/deskLines.ts', import.meta.url).pathname;
const report = new URL('../../out/power-report.json', import.meta.url).pathname;
const states = 100;
const user = 'nurse.laine';
const password = 'demo';

let folder: string;
let root: string;
let region: ChildProcess;
let url: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'luotsi-power-'));
  root = join(folder, 'desk');
  mkdirSync(root);
  region = spawn(process.execPath, [regionProgram], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      ...process.env,
      DEMO: '1',
      DEMO_RING: 'off',
      PORT: '0',
      HOST: '127.0.0.1',
      LUOTSI_DATA: join(folder, 'region'),
    },
  });
  if (region.stdout === null) throw new Error('the region has no output');
  const [line] = (await once(createInterface({ input: region.stdout }), 'line')) as [string];
  url = String((JSON.parse(line) as { region: string }).region);
});
afterEach(async () => {
  region.kill('SIGKILL');
  if (region.exitCode === null && region.signalCode === null) await once(region, 'exit');
  rmSync(folder, { recursive: true, force: true });
});

/** A desk at work: each command waits for its answer, as a person does. */
class DeskLines {
  readonly recording: DiskRecording;
  readonly #lines: Interface;
  #asked = 0;

  constructor() {
    const args = [deskProgram, '--region', url, '--data', root, '--user', user];
    this.recording = recordDisk(args, { LUOTSI_PASSWORD: password });
    this.#lines = createInterface({ input: this.recording.child.stdout });
    this.recording.child.stderr.resume();
  }

  async ready(): Promise<void> {
    await once(this.#lines, 'line');
  }

  async command(command: string, args: object): Promise<Record<string, unknown>> {
    this.#asked += 1;
    this.recording.child.stdin.write(`${JSON.stringify({ id: this.#asked, command, args })}\n`);
    const [line] = (await once(this.#lines, 'line')) as [string];
    return (JSON.parse(line) as { result: Record<string, unknown> }).result;
  }

  async work(notes: number): Promise<void> {
    const { contactId } = await this.command('contact.open', {});
    for (let note = 1; note <= notes; note += 1)
      await this.command('contact.addNote', { contactId, text: `note ${note} ${'x'.repeat(note * 7)}` });
  }

  async end(): Promise<DiskEvent[]> {
    this.recording.child.stdin.end();
    return this.recording.finish();
  }
}

/** Ids of the facts this desk had answered for, read from the bytes it wrote to its output. */
function promisesIn(said: readonly DiskEvent[]): string[] {
  return said.flatMap((event) =>
    event.kind === 'say'
      ? [...event.data.toString('latin1').matchAll(/"opId":"([^"]+)"/g)].map((match) => match[1] ?? '')
      : [],
  );
}

function vaultAt(
  dir: string,
  key: Uint8Array | null,
  onKey: (key: Uint8Array) => void = () => {},
): DeskVault {
  return openFileVault({ dir, random: systemRandom, newDeskId: () => 'desk_new', key, onKey });
}

/** Opened by the desk's own code; the ids of everything in its log. */
function readOps(db: WritableDb): Set<string> {
  assertSound(db);
  return new Set(allRows<{ id: string }>(db, 'select id from ops').map((row) => row.id));
}

async function cutDesk(
  name: string,
  open: (vault: DeskVault) => Promise<WritableDb | null>,
  ask: {
    readonly disk: CrashDisk;
    readonly events: readonly DiskEvent[];
    readonly key: Uint8Array | null;
  },
): Promise<PowerTally> {
  const { disk, events, key } = ask;
  const tally = emptyTally();
  const random = createSeededRandom(815n);
  for (const state of cutAnywhere({ disk, events, root, states, folder: join(folder, 'cut'), random })) {
    const promised = promisesIn(state.said);
    tally.states += 1;
    tally.acknowledged = promised.length;
    const vault = vaultAt(state.folder, key);
    try {
      const db = await open(vault);
      const kept = db === null ? new Set<string>() : readOps(db);
      tally.lost += promised.filter((id) => !kept.has(id)).length;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      tally.notOpened += 1;
    } finally {
      vault.close();
    }
  }
  reportPower(report, name, tally);
  tellFigure({
    check: 'R04',
    part: name,
    figure: `${tally.states} cuts, ${tally.acknowledged} acknowledged, ${tally.lost} lost, ${tally.notOpened} not opened`,
  });
  return tally;
}

describe('the power goes off at a desk', () => {
  it(`[PC2] after ${states} cuts during work no acknowledged fact is lost and the database opens`, async () => {
    const first = new DeskLines();
    await first.ready();
    await first.work(3);
    await first.end();
    let key: Uint8Array | null = null;
    const vault = vaultAt(root, null, (found) => {
      key = found;
    });
    await vault.unlock(user, password);
    vault.close();
    const disk = new CrashDisk(root);
    const desk = new DeskLines();
    await desk.ready();
    await desk.work(150);
    const events = await desk.end();
    const tally = await cutDesk('desk running', async (one) => one.open(), { disk, events, key });
    expect(tally).toMatchObject({ states, lost: 0, notOpened: 0 });
    expect(tally.acknowledged).toBeGreaterThan(100);
  });

  it('[PC2] the same from its very first start: the key reaches the disk before anything depends on it', async () => {
    const disk = new CrashDisk(root);
    const desk = new DeskLines();
    await desk.ready();
    await desk.work(40);
    const events = await desk.end();
    const open = async (vault: DeskVault) => (vault.exists() ? vault.unlock(user, password) : null);
    const tally = await cutDesk('desk first start', open, { disk, events, key: null });
    expect(tally).toMatchObject({ states, lost: 0, notOpened: 0 });
    expect(tally.acknowledged).toBeGreaterThan(20);
  });
});
