import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { journeyDesks, knownClient } from '../kit/journeyDesks.ts';
import { type TestDesk, until } from '../kit/startDesk.ts';

const { region: startedRegion, deskOf } = journeyDesks();

/** Every revision that the page was sent, in order. */
function revisionsAt(desk: TestDesk): unknown[] {
  return desk.heard.flatMap((one) => ('topic' in one && one.topic === 'client.revision' ? [one.result] : []));
}

it('[CL5] what a colleague adds during a call is told to who has the record open; the region’s acknowledgement is not', async () => {
  const region = await startedRegion();
  const laine = await deskOf(region.url, 'nurse.laine');
  const virta = await deskOf(region.url, 'nurse.virta');
  const clientId = await knownClient(laine);
  await knownClient(virta);
  const { contactId } = await laine.command('contact.open', {});
  for (const desk of [laine, virta])
    await desk.send({ id: 'record', follow: 'client.revision', args: { clientId } });
  const look = () => laine.command('client.view', { clientId, contactId });
  const before = await look();
  const written = [await virta.query('client.revision', { clientId })];
  const note = async (change: Promise<unknown>) => {
    await change;
    written.push(await virta.query('client.revision', { clientId }));
  };
  await note(virta.command('client.addAlert', { clientId, kind: 'risk', text: 'Uhkaava koira' }));
  await note(virta.command('client.setField', { clientId, edit: { field: 'nonDisclosure', value: true } }));
  await until('the record as the colleague has it is told', () =>
    isDeepStrictEqual(revisionsAt(laine).at(-1), written.at(-1)),
  );
  const after = await look();
  expect(Object.values(after.alerts).map((alert) => alert.text)).toEqual([
    ...Object.values(before.alerts).map((alert) => alert.text),
    'Uhkaava koira',
  ]);
  expect(after.masked).toContain('address');

  await until('the colleague’s entries are acknowledged', () => virta.engine.status().pending === 0);
  // The page that brings an entry of somebody else behind them has passed them: they stand in the region's order.
  await laine.command('client.addMedicine', { clientId, kind: 'anticoagulant', text: 'Varfariini' });
  written.push(await laine.query('client.revision', { clientId }));
  await until('the last entry came back', () => isDeepStrictEqual(revisionsAt(virta).at(-1), written.at(-1)));
  expect(new Set(written.map((one) => one.revision)).size).toBe(4);
  for (const told of revisionsAt(virta)) expect(written).toContainEqual(told);
}, 60_000);
