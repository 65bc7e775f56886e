// Wishes about the desk itself: signing in and out, its state, its looks, what was seen.

import { setPreferences } from '../../../db/workstation/deskMeta.ts';
import { getRefusal, handleRefusal } from '../../../db/workstation/refusals.ts';
import { isoTime } from '../../../platform/clock.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import type { CommandResults } from '../../../shared/protocol/deskProtocol.ts';
import { deskCommands } from '../../../shared/protocol/deskProtocol.ts';
import type { DeskPreferences, HandledItemView, SessionView } from '../../../shared/protocol/deskViews.ts';
import type { Args } from '../command.ts';
import type { DeskActionName } from '../commands/commandTable.ts';
import { type EngineState, mendStore, noteTrouble, writing } from '../engineState.ts';
import { preferencesOf } from '../queries/deskStateViews.ts';
import { isDead } from '../queries/outboxViews.ts';
import { topicOf } from '../record/topics.ts';
import { invalidArguments } from '../runCommand.ts';
import { keepDraft } from './draftAction.ts';

type Answer<Name extends DeskActionName> = CommandResults[Name] | Refusal | Promise<CommandResults[Name]>;
type Actions = { readonly [Name in DeskActionName]: (state: EngineState, args: Args<Name>) => Answer<Name> };

const actions: Actions = {
  'session.signIn': (state, args) => enter(state, args),
  'session.signOut': (state) => {
    state.presence.choose('signedOut');
    state.sync?.finish();
    return writing(state, () => state.signIn.signOut());
  },
  'desk.setState': (state, args) => {
    state.presence.choose(args.state);
    return { state: args.state };
  },
  'desk.setPreferences': (state, args) => writing(state, () => changePreferences(state, args)),
  'desk.keepDraft': (state, args) => writing(state, () => keepDraft(state, args)),
  'desk.seeRepair': (state, args) => writing(state, () => seeRepair(state, args)),
  'refusal.dismiss': (state, args) => writing(state, () => dismiss(state, args)),
};

export function runDeskAction(state: EngineState, name: DeskActionName, rawArgs: unknown): unknown {
  const parsed = deskCommands[name].safeParse(rawArgs);
  if (!parsed.success) return invalidArguments(parsed.error.issues);
  // The schema of the same name made these arguments; a table indexed by a union cannot say so.
  const act = actions[name] as (state: EngineState, args: unknown) => unknown;
  return act(state, parsed.data);
}

async function enter(state: EngineState, { user, password }: Args<'session.signIn'>): Promise<SessionView> {
  const view = await signInSoundly(state, { user, password });
  // Nothing rings for a person who has not said that they are ready.
  state.presence.choose('break');
  state.sync?.start();
  return view;
}

/** A passphrase may open a file that cannot be read: then it is replaced, and the same passphrase is asked again. */
async function signInSoundly(
  state: EngineState,
  { user, password }: Args<'session.signIn'>,
): Promise<SessionView> {
  const { memory, signIn } = state;
  if (memory.store !== null) mendStore(state);
  try {
    return await signIn.signIn(user, password);
  } catch (error) {
    noteTrouble(memory, error);
    if (!memory.isDamaged) throw error;
    mendStore(state);
    return signIn.signIn(user, password);
  }
}

function changePreferences(
  { memory, signIn }: EngineState,
  changes: Args<'desk.setPreferences'>,
): DeskPreferences {
  const { store } = memory;
  const user = signIn.session()?.user ?? null;
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const next: DeskPreferences = { ...preferencesOf({ store, user }), ...given };
  // Also kept without a user: the sign-in page shows itself as the desk was left.
  store?.write((write) => {
    for (const owner of new Set([user ?? '', ''])) setPreferences(write.db, owner, JSON.stringify(next));
    write.touch('preferences');
  });
  return next;
}

function seeRepair(
  { memory, signIn, parts }: EngineState,
  { at }: Args<'desk.seeRepair'>,
): { at: string } | Refusal {
  const { store } = memory;
  const session = signIn.session();
  if (store === null || session === null) return { refused: 'notSignedIn' };
  const { repairs } = store.meta();
  if (!repairs.some((one) => one.at === at)) return { refused: 'notFound' };
  const seen = { user: session.user, at: isoTime(parts.clock) };
  store.write((write) => {
    write.setMeta(
      'repairs',
      repairs.map((one) => (one.at === at && one.seen === null ? { ...one, seen } : one)),
    );
    write.touch('repairs');
  });
  return { at };
}

function dismiss(
  { memory, signIn, parts }: EngineState,
  { opId, reason }: Args<'refusal.dismiss'>,
): { opId: string } | Refusal {
  const { store } = memory;
  const session = signIn.session();
  if (store === null || session === null) return { refused: 'notSignedIn' };
  const kept = getRefusal(store.db, opId);
  if (kept === null) return { refused: 'notFound' };
  const isBlank = (reason ?? '').trim() === '';
  if (isDead(kept) && isBlank) return { refused: 'reasonMissing' };
  const handled: HandledItemView['handled'] = {
    how: 'seen',
    reason: isBlank ? null : reason,
    user: session.user,
    at: isoTime(parts.clock),
  };
  store.write((write) => {
    handleRefusal(write.db, opId, JSON.stringify(handled));
    write.touch('refusals', topicOf(kept.recordKind, kept.recordId));
  });
  return { opId };
}
