import type { Engine } from '../../electron/engine/engine.ts';
import type { EngineMessage } from '../../shared/protocol/deskProtocol.ts';
import type { SessionView } from '../../shared/protocol/deskViews.ts';

const lookEveryMs = 1_000;

/**
 * A region that was put back from a backup, or another one at the same address, has never heard of this sign-in. At a
 * window a person is asked then; a script has given its password already.
 */
export function staySignedIn(engine: Engine, person: { readonly user: string; readonly password: string }) {
  const answers: EngineMessage[] = [];
  const page = engine.openPage((message) => answers.push(message));
  let isAsking = false;
  const ask = async (message: Record<string, unknown>): Promise<EngineMessage | undefined> => {
    answers.length = 0;
    await page.receive({ id: 'again', ...message });
    return answers.findLast((one) => 'id' in one && one.id === 'again');
  };
  const again = async (): Promise<void> => {
    const now = await ask({ query: 'session.current' });
    const session = now !== undefined && 'result' in now ? (now.result as SessionView).session : null;
    // The script signed somebody else in, or nobody: that is its own affair.
    if (session?.user !== person.user) return;
    const answer = await ask({
      command: 'session.signIn',
      args: { user: person.user, password: person.password },
    });
    if (answer !== undefined && 'code' in answer && answer.code === 'wrongPassword') stop();
  };
  const timer = setInterval(() => {
    if (isAsking || engine.status().link !== 'needsSignIn') return;
    isAsking = true;
    void again().finally(() => {
      isAsking = false;
    });
  }, lookEveryMs);
  timer.unref();
  const stop = (): void => {
    clearInterval(timer);
    page.close();
  };
  return stop;
}
