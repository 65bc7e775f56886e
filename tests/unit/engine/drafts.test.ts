import { afterEach, beforeEach, expect, it } from 'vitest';
import { draftsMax } from '../../../db/workstation/drafts.ts';
import { systemScheduler } from '../../../platform/clock.ts';
import { laine, salo } from '../../kit/signInOnly.ts';
import { startDesk, type TestDesk } from '../../kit/startDesk.ts';

const day = 24 * 3_600_000;
let now = 0;
let desk: TestDesk;
beforeEach(async () => {
  now = Date.UTC(2026, 10, 23, 8);
  desk = startDesk({
    clock: { now: () => now, monotonic: () => now },
    scheduler: systemScheduler,
    scripts: [],
  });
  await desk.signIn(laine);
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.close();
});

const keep = (key: string, value: string | null) => desk.command('desk.keepDraft', { key, value });
const drafts = () => desk.query('desk.drafts', {});

it('[WN27] what somebody began is there for them again, and for nobody else at the desk', async () => {
  await keep('note contact_one', '"Tytär tulee"');
  await desk.command('session.signOut', {});
  await desk.signIn(salo);
  expect(await drafts()).toEqual([]);
  await desk.command('session.signOut', {});
  await desk.signIn(laine);
  expect(await drafts()).toEqual([{ key: 'note contact_one', value: '"Tytär tulee"' }]);
  await keep('note contact_one', null);
  expect(await drafts()).toEqual([]);
});

it('[WN27] the last text under a name counts, and it goes to no region', async () => {
  await keep('note', '"a"');
  await keep('note', '"ab"');
  expect(await drafts()).toEqual([{ key: 'note', value: '"ab"' }]);
  expect(await desk.query('outbox.list', {})).toMatchObject({ ops: 0, waiting: [] });
});

it('[WN27] what nobody came back to in a week is not kept, and no more than so many', async () => {
  await keep('old', '"x"');
  now += 8 * day;
  for (let at = 0; at < draftsMax + 2; at += 1) {
    now += 1;
    await keep(`k${at}`, '"y"');
  }
  const keys = (await drafts()).map((one) => one.key);
  expect(keys).toHaveLength(draftsMax);
  expect(keys[0]).toBe(`k${draftsMax + 1}`);
  expect(keys).not.toContain('old');
  expect(keys).not.toContain('k1');
});

it('[WN27] nobody signed in, nothing kept', async () => {
  await desk.command('session.signOut', {});
  expect(await desk.trouble('desk.keepDraft', { key: 'note', value: '"x"' })).toBe('notSignedIn');
});
