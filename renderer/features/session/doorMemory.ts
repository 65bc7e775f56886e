import type { SessionView } from '../../../shared/protocol/deskViews.ts';

/** Lives as long as the window: a page that fell in the middle of a shift must not ask for a password meanwhile. */
const goingKey = 'sessionGoing';
/** Lives as long as the desk: the same sign-in names that its keyring file holds, and nothing else. */
const usersKey = 'knownUsers';

export function noteDoor({ session, knownUsers }: SessionView): void {
  if (session === null) sessionStorage.removeItem(goingKey);
  else sessionStorage.setItem(goingKey, 'yes');
  localStorage.setItem(usersKey, JSON.stringify(knownUsers));
}

export function isSessionGoing(): boolean {
  return sessionStorage.getItem(goingKey) !== null;
}

/** What the engine will say of the door, as far as the page knows before it has answered. */
export function expectedDoor(): SessionView {
  const knownUsers = recallUsers();
  return {
    session: null,
    mode: 'signedOut',
    needs: 'password',
    knownUsers,
    keyCustody: knownUsers.length === 0 ? 'none' : 'passphrase',
    runtime: '',
  };
}

function recallUsers(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(usersKey) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}
