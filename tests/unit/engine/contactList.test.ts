import { expect, it } from 'vitest';
import { openMemoryVault } from '../../../electron/engine/session/deskVault.ts';
import { nieminen } from '../../kit/signInOnly.ts';
import { startDesk } from '../../kit/startDesk.ts';

it('[EN31] the limit of a list counts only what its reader may see', async () => {
  const desk = startDesk({ vault: openMemoryVault('desk_a') });
  await desk.signIn();
  const mine = await desk.command('contact.open', {});
  await desk.command('session.signOut', {});
  await desk.signIn(nieminen);
  for (let others = 0; others < 3; others += 1) await desk.command('contact.open', {});
  const shared = await desk.command('contact.open', {});
  const sbar = { situation: 'S', background: '', assessment: '', recommendation: '' };
  await desk.command('handoff.offer', { contactId: shared.contactId, toUnit: 'unit_health', sbar });
  await desk.command('session.signOut', {});
  await desk.signIn();
  const listed = async (limit: number) =>
    (await desk.query('contact.list', { phase: 'open', limit })).map((row) => row.contactId);
  // Oldest first: the other unit's contacts stand between the two that this nurse may see.
  expect(await listed(2)).toEqual([mine.contactId, shared.contactId]);
  expect(await listed(200)).toEqual([mine.contactId, shared.contactId]);
  desk.close();
});
