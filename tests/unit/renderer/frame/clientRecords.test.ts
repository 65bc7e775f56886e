import { describe, expect, it, vi } from 'vitest';
import { openBridgePort } from '../../../../renderer/desk/bridgePort.ts';
import { clientRecordOf } from '../../../../renderer/features/client/clientRecords.ts';
import { client } from '../../../../renderer/stories/storyPeople.ts';

interface Sent {
  readonly id: string;
  readonly command?: string;
  readonly follow?: string;
  readonly unfollow?: string;
  readonly args: Readonly<Record<string, unknown>>;
}

const laine = { user: 'nurse.laine', clientId: 'client_1', contactId: 'contact_1' } as const;
const onAmbulance = { reason: 'Hätätilanne 112', purpose: 'BREAK_GLASS' } as const;

/** What an answer leads to has happened when this is over. */
const turn = () => new Promise((resume) => setImmediate(resume));

/** The page's own port over an engine that this file plays. */
function engine() {
  const sent: Sent[] = [];
  let hear: (message: unknown) => void = () => {};
  const port = openBridgePort(
    {
      send: (message) => sent.push(message as Sent),
      receive: (listener) => {
        hear = listener;
        return () => {};
      },
    },
    () => Promise.resolve(null),
  );
  const tell = async (message: unknown) => {
    hear(message);
    await turn();
  };
  const looks = () => sent.filter((one) => one.command === 'client.view');
  const follow = () => sent.findLast((one) => one.follow === 'client.revision')?.id;
  void tell({ ready: true });
  return {
    port,
    sent,
    tell,
    looks,
    revise: (revision: string) => tell({ topic: 'client.revision', follow: follow(), result: { revision } }),
    refuse: (reason: string) => tell({ id: follow(), refused: true, reason }),
    answer: (view: unknown) => tell({ id: looks().at(-1)?.id, result: view }),
    fail: () => tell({ id: looks().at(-1)?.id, fault: true, code: 'diskBroken' }),
  };
}

/** A record on the screen, opened at its first revision. */
async function shown() {
  const desk = engine();
  const record = clientRecordOf(desk.port, laine);
  const leave = record.subscribe(() => {});
  const first = client('client_1');
  await desk.revise('one');
  await desk.answer(first);
  return { ...desk, record, leave, first };
}

describe('opening a client’s record', () => {
  it('[WN14] three parts of the screen open it once, and again for another contact', async () => {
    const { port, looks, revise } = engine();
    for (const _part of ['banner', 'emergency', 'handoff']) clientRecordOf(port, laine).subscribe(() => {});
    await revise('one');
    expect(looks()).toHaveLength(1);
    clientRecordOf(port, { ...laine, contactId: 'contact_2' }).subscribe(() => {});
    expect(looks().map((one) => one.args.contactId)).toEqual(['contact_1', 'contact_2']);
  });

  it('[WN14] nobody is looked at while the client is unknown', async () => {
    const { port, sent } = engine();
    const record = clientRecordOf(port, { ...laine, clientId: null });
    record.subscribe(() => {});
    await record.reveal(onAmbulance);
    expect(sent).toEqual([]);
  });

  it('[WN14] showing what is hidden carries its ground, and a failed look keeps what was there', async () => {
    const { record, first, looks, fail } = await shown();
    const revealed = record.reveal(onAmbulance);
    expect(looks()[1]?.args).toMatchObject({ reveal: true, ...onAmbulance });
    await fail();
    expect((await revealed).kind).toBe('failed');
    expect(record.current()).toEqual({ client: first, failed: false });
  });

  it('[WN24] the next person at the desk sees nothing of it before opening it, and nothing revealed', async () => {
    const { port, record, looks, answer } = await shown();
    void record.reveal(onAmbulance);
    await answer(client('client_1'));
    const next = clientRecordOf(port, { ...laine, user: 'nurse.virta' });
    expect(next.current().client).toBeNull();
    next.subscribe(() => {});
    expect(looks()).toHaveLength(3);
    expect(looks()[2]?.args).toMatchObject({ reveal: false, reason: null });
  });
});

describe('a record that changes while it is shown', () => {
  it('[WN23] is opened again when it changed, and only then', async () => {
    const { record, looks, revise, answer, tell } = await shown();
    await revise('one');
    await tell({ ready: true });
    await revise('one');
    expect(looks()).toHaveLength(1);
    await revise('two');
    expect(looks()).toHaveLength(2);
    expect(looks()[1]?.args).toMatchObject({ purpose: 'CONTACT', reveal: false, reason: null });
    const changed = client('client_1');
    await answer(changed);
    expect(record.current().client).toBe(changed);
    expect(looks()).toHaveLength(2);
  });

  it('[WN23] what was revealed stays revealed on the same ground', async () => {
    const { record, looks, revise, answer } = await shown();
    void record.reveal(onAmbulance);
    await answer(client('client_1'));
    await revise('two');
    expect(looks()).toHaveLength(3);
    expect(looks()[2]?.args).toMatchObject({ reveal: true, ...onAmbulance });
    await answer(client('client_1'));
    await revise('three');
    expect(looks()[3]?.args).toMatchObject({ reveal: true, ...onAmbulance });
  });

  it('[WN23] a ground that was not taken reveals nothing later', async () => {
    const { record, looks, revise, fail } = await shown();
    void record.reveal(onAmbulance);
    await fail();
    await revise('two');
    expect(looks()[2]?.args).toMatchObject({ reveal: false });
  });

  it('[WN23] changes while it is being opened lead to one more opening, after it', async () => {
    const { looks, revise, answer } = await shown();
    for (const revision of ['two', 'three', 'four']) await revise(revision);
    expect(looks()).toHaveLength(2);
    await answer(client('client_1'));
    expect(looks()).toHaveLength(3);
    await answer(client('client_1'));
    expect(looks()).toHaveLength(3);
  });

  it('[WN23] a change while it is being revealed does not hide it again', async () => {
    const { record, looks, revise, answer } = await shown();
    void record.reveal(onAmbulance);
    await revise('two');
    expect(looks()).toHaveLength(2);
    await answer(client('client_1'));
    expect(looks().map((one) => one.args.reveal)).toEqual([false, true, true]);
  });

  it('[WN23] what nobody shows is neither followed nor opened; shown again it is opened if it changed', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { record, leave, looks, sent, revise } = await shown();
      const leaveAndForget = (go: () => void) => {
        go();
        vi.advanceTimersByTime(60_000);
      };
      leaveAndForget(leave);
      expect(sent.filter((one) => one.unfollow !== undefined)).toHaveLength(1);
      const again = record.subscribe(() => {});
      await revise('one');
      expect(looks()).toHaveLength(1);
      leaveAndForget(again);
      record.subscribe(() => {});
      expect(looks()).toHaveLength(1);
      await revise('two');
      expect(looks()).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('[WN23] a change that is heard when the last part of the screen has gone waits until it is shown', async () => {
    const { record, leave, looks, revise, answer } = await shown();
    await revise('two');
    leave();
    await revise('three');
    await answer(client('client_1'));
    expect(looks()).toHaveLength(2);
    record.subscribe(() => {});
    expect(looks()).toHaveLength(3);
  });

  it('[WN23] an opening that fails keeps what is shown, and is tried again at the next news, not at once', async () => {
    const { record, first, looks, revise, fail } = await shown();
    await revise('two');
    await fail();
    expect(record.current()).toEqual({ client: first, failed: false });
    expect(looks()).toHaveLength(2);
    // As an engine says it that was started anew.
    await revise('two');
    expect(looks()).toHaveLength(3);
  });

  it('[WN23] a record that is still on its way is opened when it has come', async () => {
    const { port, looks, refuse, revise, answer, tell } = engine();
    const record = clientRecordOf(port, laine);
    record.subscribe(() => {});
    expect(looks()).toEqual([]);
    await refuse('notFound');
    await tell({ id: looks()[0]?.id, refused: true, reason: 'notFound' });
    expect(record.current()).toEqual({ client: null, failed: true });
    expect(looks()).toHaveLength(1);
    await revise('one');
    const come = client('client_1');
    await answer(come);
    expect(record.current()).toEqual({ client: come, failed: false });
    expect(looks()).toHaveLength(2);
  });
});
