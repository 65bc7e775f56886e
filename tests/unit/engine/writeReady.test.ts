import { expect, it } from 'vitest';
import { isHurried } from '../../../db/sql.ts';
import { keepWriteReady } from '../../../electron/engine/record/writeReady.ts';
import { applyPage } from '../../../electron/engine/sync/applyPage.ts';
import { deskOnLine, pageOf } from '../../kit/deskOnLine.ts';
import { SimulatedTime } from '../../kit/simulatedTime.ts';
import { tendingOf } from '../../kit/tendingOf.ts';

it('[EN51] after an entry of its own a desk waits for the disk again soon after a page; one that listens does not', async () => {
  const { db, store, run } = deskOnLine();
  const time = new SimulatedTime();
  const ready = keepWriteReady(tendingOf(() => store, time));
  const hear = async (seq: number): Promise<boolean> => {
    applyPage(store, pageOf({ after: seq - 1, upto: seq }, []));
    ready.wrote();
    expect(isHurried(db)).toBe(true);
    await time.advance(20);
    return isHurried(db);
  };
  expect(await hear(1)).toBe(true);
  run('contact.open', {});
  ready.wrote();
  expect(await hear(2)).toBe(false);
  expect(await hear(3)).toBe(true);
  run('contact.open', {});
  ready.wrote();
  applyPage(store, pageOf({ after: 3, upto: 4 }, []));
  ready.wrote();
  ready.stop();
  await time.advance(20);
  expect(isHurried(db)).toBe(true);
});
