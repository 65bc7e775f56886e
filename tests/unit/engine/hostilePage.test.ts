import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskCommands, deskQueries } from '../../../shared/protocol/deskProtocol.ts';
import { startDesk, type TestDesk } from '../../kit/startDesk.ts';

let desk: TestDesk;
let contactId: string;
beforeAll(async () => {
  desk = startDesk();
  await desk.signIn();
  ({ contactId } = await desk.command('contact.open', {}));
});
afterAll(() => desk.close());

const names = [...Object.keys(deskCommands), ...Object.keys(deskQueries), '__proto__', 'toString', ''].filter(
  (name) => !name.startsWith('session.'),
);
const nasty = fc.oneof(
  fc.constantFrom(
    '<img src=x onerror=alert(1)>',
    "'; drop table ops; --",
    '\ud800',
    '\u0000',
    '__proto__',
    'constructor',
    '𝄞'.repeat(100),
  ),
  fc.jsonValue({ maxDepth: 3 }),
);
const args = fc.oneof(
  nasty,
  fc.dictionary(
    fc.constantFrom('contactId', 'text', 'questionId', 'answer', 'edit', 'planId', '__proto__', 'x'),
    nasty,
  ),
  nasty.map((text) => ({ contactId, text })),
);
const message = fc.oneof(
  fc.record({ id: fc.nat(), command: fc.constantFrom(...names), args }),
  fc.record({ id: fc.nat(), query: fc.constantFrom(...names), args }),
  fc.record({ id: fc.nat(), follow: fc.constantFrom(...names), args }),
  fc.record({ id: fc.nat(), unfollow: fc.nat() }),
  fc.jsonValue(),
);

describe('a hostile page', () => {
  it('[EN3] gets one answer to whatever it sends, and the engine goes on', async () => {
    await fc.assert(
      fc.asyncProperty(message, async (sent) => {
        const answer = await desk.send(sent);
        expect('id' in answer || 'follow' in answer).toBe(true);
        expect(desk.bugs).toEqual([]);
      }),
      { numRuns: Number(process.env.LUOTSI_FUZZ ?? 1_500) },
    );
    expect(await desk.command('contact.addNote', { contactId, text: 'yhä pystyssä' })).toHaveProperty('opId');
  });

  it.each([
    '<img src=x onerror=alert(1)>',
    "Robert'); drop table ops; --",
    '{{7*7}} $1',
    'rivi\r\n\trivi',
    '𝄞 ä̈',
  ])('[EN3] the note %s is stored and shown as it was typed', async (text) => {
    const { opId } = await desk.command('contact.addNote', { contactId, text });
    const { notes } = await desk.query('contact.get', { contactId });
    expect(notes.find((note) => note.opId === opId)?.text).toBe(text.normalize('NFC'));
  });
});
