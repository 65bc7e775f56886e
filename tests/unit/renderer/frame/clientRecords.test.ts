import { describe, expect, it } from 'vitest';
import { openBridgePort } from '../../../../renderer/desk/bridgePort.ts';
import { clientRecordOf } from '../../../../renderer/features/client/clientRecords.ts';
import { client } from '../../../../renderer/stories/storyPeople.ts';

interface Looked {
  readonly id: string;
  readonly args: Readonly<Record<string, unknown>>;
}

function engine() {
  const looked: Looked[] = [];
  let tell: (message: unknown) => void = () => {};
  const port = openBridgePort(
    {
      send: (message) => looked.push(message as Looked),
      receive: (listener) => {
        tell = listener;
        return () => {};
      },
    },
    () => Promise.resolve(null),
  );
  tell({ ready: true });
  return { port, looked, tell: (message: unknown) => tell(message) };
}

describe('opening a client’s record', () => {
  it('[WN14] three parts of the screen open it once, and again for another contact', () => {
    const { port, looked } = engine();
    for (const _part of ['banner', 'emergency', 'handoff'])
      clientRecordOf(port, 'client_1', 'contact_1').subscribe(() => {});
    expect(looked).toHaveLength(1);
    clientRecordOf(port, 'client_1', 'contact_2').subscribe(() => {});
    expect(looked.map((one) => one.args.contactId)).toEqual(['contact_1', 'contact_2']);
  });

  it('[WN14] nobody is looked at while the client is unknown', async () => {
    const { port, looked } = engine();
    const record = clientRecordOf(port, null, 'contact_1');
    record.subscribe(() => {});
    await record.look({ reason: 'Hätä', purpose: 'BREAK_GLASS' });
    expect(looked).toEqual([]);
  });

  it('[WN14] showing what is hidden carries its ground, and a failed look keeps what was there', async () => {
    const { port, looked, tell } = engine();
    const record = clientRecordOf(port, 'client_1', 'contact_1');
    record.subscribe(() => {});
    const first = client('client_1');
    tell({ id: looked[0]?.id, result: first });
    const shown = record.look({ reason: 'Hätätilanne 112', purpose: 'BREAK_GLASS' });
    expect(looked[1]?.args).toMatchObject({
      reveal: true,
      reason: 'Hätätilanne 112',
      purpose: 'BREAK_GLASS',
    });
    tell({ id: looked[1]?.id, fault: true, code: 'diskBroken' });
    expect((await shown).kind).toBe('failed');
    expect(record.current()).toEqual({ client: first, failed: false });
  });
});
