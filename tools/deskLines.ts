// A desk's engine without a window: JSON lines in, JSON lines out, for scripting, training and load.
import { parseArgs } from 'node:util';
import type { Engine } from '../electron/engine/engine.ts';
import type { Page } from '../electron/engine/page.ts';
import { startEngine } from '../electron/engine/startEngine.ts';
import { createLogger } from '../platform/logger.ts';
import { watchParent } from '../platform/parentWatch.ts';
import type { EngineMessage } from '../shared/protocol/deskProtocol.ts';
import type { SessionView } from '../shared/protocol/deskViews.ts';
import { taskMessageBytesMax } from '../shared/protocol/taskProtocol.ts';
import { readLines } from './desk/lineReader.ts';
import { staySignedIn } from './desk/staySignedIn.ts';

const firstStartMsMax = 30_000;
const retryMs = 500;
/** An engine that was just asked to end may still hold the folder. */
const lockedMsMax = 10_000;
/** At the end of input: what the region has not got yet may still go out, if it answers. Nothing depends on it. */
const drainMsMax = 3_000;
const usage =
  'Usage: npm run -s desk:lines -- --region URL --data DIR --user NAME   (password in LUOTSI_PASSWORD)';

const exitUsage = 2;
const exitRefused = 1;
const exitBug = 70;

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function tell(message: EngineMessage): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

interface Options {
  readonly region: string;
  readonly data: string;
  readonly user: string;
  readonly password: string;
}

function readOptions(): Options | null {
  try {
    const { values } = parseArgs({
      options: { region: { type: 'string' }, data: { type: 'string' }, user: { type: 'string' } },
    });
    const { region, data, user } = values;
    const password = process.env.LUOTSI_PASSWORD;
    if (!region || !data || !user) return null;
    if (!isAddress(region)) {
      say(`The region's address must look like http://127.0.0.1:4600, not like ${region}`);
      return null;
    }
    if (password === undefined || password === '') {
      say('The password is missing: set it in the environment variable LUOTSI_PASSWORD.');
      return null;
    }
    return { region: region.replace(/\/+$/, ''), data, user, password };
  } catch {
    // An unknown option: the usage line says which there are.
    return null;
  }
}

function isAddress(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text);
}

const inWords: Readonly<Record<string, string>> = {
  regionUnreachable: 'The region does not answer. The first sign-in at a desk needs it; later ones do not.',
  regionBusy: 'The region lets nobody in just now (too many tries or too much to do). Try again in a minute.',
  wrongPassword: 'The user name or the password is wrong.',
  databaseWrongKey:
    'The database of this folder does not open: the password is wrong, or the beginning of the file is damaged. Nothing was changed; keep the folder.',
  databaseLocked:
    'This user cannot open the database of this folder, or another engine has it open. Somebody who signed in here before must do it first.',
  databaseHeld: 'Another engine has the database of this folder open. One folder is one desk.',
  databaseNewer:
    'The database of this folder was written by a newer version of the program. Nothing was changed.',
  databaseCorrupt: 'The database of this folder is damaged. Nothing was changed; keep the folder for repair.',
  diskReadOnly: 'The folder or its database cannot be written.',
  diskFull: 'The disk is full.',
  diskBroken: 'The folder or its database cannot be read or written.',
};

/** A fresh desk waits for a region that is still starting, a later one for the folder; the rest is said at once. */
async function signIn(page: Page, answers: EngineMessage[], options: Options): Promise<string | null> {
  const { user, password } = options;
  const began = performance.now();
  const ask = async (message: Record<string, unknown>): Promise<EngineMessage | undefined> => {
    answers.length = 0;
    await page.receive({ id: 'sign-in', ...message });
    return answers.findLast((one) => 'id' in one && one.id === 'sign-in');
  };
  const known = await ask({ query: 'session.current' });
  const users = known !== undefined && 'result' in known ? (known.result as SessionView).knownUsers : [];
  let hasTold = false;
  for (;;) {
    const answer = await ask({ command: 'session.signIn', args: { user, password } });
    if (answer === undefined || 'result' in answer) return null;
    const code = 'code' in answer ? answer.code : 'invalid';
    const waited = performance.now() - began;
    const mayPass =
      (code === 'regionUnreachable' && waited < firstStartMsMax) ||
      (code === 'databaseLocked' && users.includes(user) && waited < lockedMsMax);
    if (!mayPass) return code === 'databaseLocked' && users.includes(user) ? 'databaseHeld' : code;
    if (code === 'regionUnreachable' && !hasTold) {
      say(`The region at ${options.region} does not answer; trying for ${firstStartMsMax / 1000} s.`);
      hasTold = true;
    }
    await new Promise((resume) => setTimeout(resume, retryMs));
  }
}

async function serve(page: Page): Promise<void> {
  // Parsed text may be longer in memory than on the wire, never shorter than one byte a character.
  for await (const line of readLines(process.stdin, taskMessageBytesMax)) {
    if ('trouble' in line) {
      tell({ id: null, fault: true, code: line.trouble });
      continue;
    }
    let message: unknown;
    try {
      message = JSON.parse(line.text);
    } catch {
      tell({ id: null, fault: true, code: 'messageInvalid' });
      continue;
    }
    await page.receive(message);
  }
}

/** Reading a stream that was ended on purpose is no trouble. */
function isEnded(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}

async function drain(engine: Engine): Promise<void> {
  const until = performance.now() + drainMsMax;
  while (engine.status().connected && engine.status().pending > 0 && performance.now() < until) {
    await new Promise((resume) => setTimeout(resume, 20));
  }
}

async function main(): Promise<number> {
  const options = readOptions();
  if (options === null) {
    say(usage);
    return exitUsage;
  }
  // Before anything waits: a wrapper killed while this program starts must not leave it behind either.
  let isServing = false;
  watchParent(() => (isServing ? process.stdin.destroy() : process.exit(exitRefused)));
  const engine = startEngine({
    dataDir: options.data,
    libraryDir: new URL('../shared/script/library', import.meta.url).pathname,
    regionUrl: options.region,
    key: null,
    resume: false,
    log: createLogger('desk', process.env.LUOTSI_LOG ?? 'error'),
    onKey: () => {},
    onBug: () => process.exit(exitBug),
  });
  const early: EngineMessage[] = [];
  const entrance = engine.openPage((message) => early.push(message));
  const trouble = await signIn(entrance, early, options);
  entrance.close();
  if (trouble !== null) {
    say(inWords[trouble] ?? `The sign-in failed (${trouble}).`);
    engine.close();
    return exitRefused;
  }
  const page = engine.openPage(tell);
  const stopSigningIn = staySignedIn(engine, options);
  isServing = true;
  tell({ ready: true });
  await serve(page).catch((error: unknown) => {
    if (!isEnded(error)) throw error;
  });
  await drain(engine);
  stopSigningIn();
  page.close();
  engine.close();
  return 0;
}

// The reader of our answers may go away first; there is nobody left to tell.
process.stdout.on('error', () => process.exit(0));
const code = await main();
process.stdout.write('', () => process.exit(code));
