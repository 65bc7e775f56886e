import { afterEach, describe, expect, it } from 'vitest';
import type { EngineMessage } from '../../../shared/protocol/deskProtocol.ts';
import { pageMessageBytesMax } from '../../../shared/protocol/deskProtocol.ts';
import { heino, nieminen } from '../../kit/signInOnly.ts';
import { startDesk, type TestDesk, until } from '../../kit/startDesk.ts';

let desk: TestDesk;
afterEach(() => desk.close());

function topics(heard: readonly EngineMessage[]): EngineMessage[] {
  return heard.filter((message) => 'topic' in message);
}

describe('messages of a page', () => {
  it.each([
    ['nothing known', { id: 1, command: 'contact.explode' }, 'unknownCommand'],
    ['a property of every object', { id: 1, command: 'constructor' }, 'unknownCommand'],
    ['an unknown query', { id: 1, query: '__proto__' }, 'unknownCommand'],
    ['no id', { command: 'contact.open' }, 'messageInvalid'],
    ['a word', 'hello', 'messageInvalid'],
    ['null', null, 'messageInvalid'],
    ['two wishes in one', { id: 1, command: 'contact.open', query: 'contact.list' }, 'messageInvalid'],
    [
      'too much',
      { id: 1, command: 'contact.open', args: { a: 'x'.repeat(pageMessageBytesMax) } },
      'messageTooLarge',
    ],
  ])('[EN3] %s is answered with a code', async (_what, message, code) => {
    desk = startDesk();
    await desk.signIn();
    expect(await desk.send(message)).toMatchObject({ fault: true, code });
    expect(await desk.command('contact.open', {})).toHaveProperty('contactId');
    expect(desk.bugs).toEqual([]);
  });

  it('[EN3] a message nested without end is too large, not a crash', async () => {
    desk = startDesk();
    const cyclic: Record<string, unknown> = { id: 9, command: 'contact.open' };
    cyclic.args = cyclic;
    expect(await desk.send(cyclic)).toEqual({ id: 9, fault: true, code: 'messageTooLarge' });
  });

  it('[EN3] arguments that do not fit are refused with the path', async () => {
    desk = startDesk();
    await desk.signIn();
    const wrong = { id: 1, command: 'contact.open', args: { channel: 'PIGEON' } };
    expect(await desk.send(wrong)).toEqual({ id: 1, refused: true, reason: 'invalid', path: 'channel' });
    const { contactId } = await desk.command('contact.open', {});
    const long = { id: 2, command: 'contact.addNote', args: { contactId, text: 'a'.repeat(8_001) } };
    expect(await desk.send(long)).toMatchObject({ refused: true, reason: 'tooLarge', path: 'text' });
    const lone = { id: 3, command: 'contact.addNote', args: { contactId, text: 'a\ud800' } };
    expect(await desk.send(lone)).toMatchObject({ refused: true, reason: 'invalid', path: 'text' });
    const extra = {
      id: 4,
      command: 'contact.addNote',
      args: { contactId, text: 'a', by: { user: 'forged' } },
    };
    expect(await desk.send(extra)).toMatchObject({ refused: true, reason: 'invalid' });
    expect((await desk.query('contact.get', { contactId })).notes).toEqual([]);
  });

  it('[EN4] without a sign-in nothing is written and nothing shown', async () => {
    desk = startDesk();
    expect(await desk.trouble('contact.open', {})).toBe('notSignedIn');
    expect(await desk.send({ id: 1, query: 'contact.list' })).toMatchObject({
      refused: true,
      reason: 'notSignedIn',
    });
    expect((await desk.query('session.current', {})).needs).toBe('password');
    expect((await desk.query('script.list', {})).map((script) => script.id)).toContain('chest_pain');
  });

  it('[EN4] a role writes only what the policy allows', async () => {
    desk = startDesk();
    await desk.signIn(heino);
    expect(await desk.trouble('contact.open', {})).toBe('notAllowed');
    expect(await desk.query('contact.list', {})).toEqual([]);
  });

  it('[EN8] the next person of another unit does not see the contact of the one before', async () => {
    desk = startDesk();
    await desk.signIn();
    const { contactId } = await desk.command('contact.open', {});
    await desk.signIn(nieminen);
    expect(await desk.query('contact.list', {})).toEqual([]);
    expect(await desk.trouble('contact.addNote', { contactId, text: 'a' })).toBe('notFound');
    expect(await desk.send({ id: 1, query: 'contact.get', args: { contactId } })).toMatchObject({
      reason: 'notFound',
    });
  });

  it('[EN7] a followed query comes at once and after each change, once', async () => {
    desk = startDesk();
    await desk.signIn();
    const { contactId } = await desk.command('contact.open', {});
    await desk.send({ id: 'f1', follow: 'contact.get', args: { contactId } });
    expect(topics(desk.heard)).toHaveLength(1);
    const noted = await desk.command('contact.addNote', { contactId, text: 'Yksi' });
    // The answer of the command came before the news of it.
    expect(topics(desk.heard)).toHaveLength(1);
    await until('the news', () => topics(desk.heard).length > 1);
    expect(topics(desk.heard)).toHaveLength(2);
    expect(topics(desk.heard)[1]).toMatchObject({
      topic: 'contact.get',
      follow: 'f1',
      result: { notes: [{ opId: noted.opId, text: 'Yksi', atRegion: false }], signs: { pending: 2 } },
    });
    await desk.send({ id: 'u1', unfollow: 'f1' });
    await desk.command('contact.addNote', { contactId, text: 'Kaksi' });
    await new Promise((resume) => setTimeout(resume, 30));
    expect(topics(desk.heard)).toHaveLength(2);
  });

  it('[EN7] changes of one turn are sent together', async () => {
    desk = startDesk();
    await desk.signIn();
    await desk.send({ id: 'f1', follow: 'contact.list', args: {} });
    await Promise.all([1, 2, 3].map(() => desk.command('contact.open', {})));
    await until('the news', () => topics(desk.heard).length > 1);
    expect(topics(desk.heard)).toHaveLength(2);
    expect(topics(desk.heard)[1]).toMatchObject({ result: { length: 3 } });
  });

  it('[EN7] a record that is not there yet stays followed', async () => {
    desk = startDesk();
    await desk.signIn();
    const contactId = 'contact_later';
    const answer = await desk.send({ id: 'f1', follow: 'contact.get', args: { contactId } });
    expect(answer).toEqual({ id: 'f1', refused: true, reason: 'notFound' });
    await desk.command('session.signOut', {});
    await until('the refusal', () =>
      desk.heard.some((one) => 'refused' in one && one.reason === 'notSignedIn'),
    );
  });

  it('preferences outlive the sign-in that set them [EN5]', async () => {
    desk = startDesk();
    await desk.signIn();
    await desk.command('desk.setPreferences', { language: 'sv' });
    await desk.command('desk.setPreferences', { theme: 'dark' });
    await desk.command('session.signOut', {});
    expect(await desk.query('desk.preferences', {})).toEqual({
      language: 'sv',
      theme: 'dark',
      fontScale: 100,
    });
  });
});
