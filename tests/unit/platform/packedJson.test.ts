import { describe, expect, it } from 'vitest';
import { openAnswer, openPage, packedAsk } from '../../../electron/engine/sync/line/packing.ts';
import { joinPacked, packItems, packText, unpackItems, unpackJson } from '../../../platform/packedJson.ts';
import type { FedOp } from '../../../server/acceptOps.ts';
import { grouping, groupsOf } from '../../../server/fedGroups.ts';
import { openAsk, packedAnswer, packedPage } from '../../../server/link/packing.ts';
import { messageBytesMax, type Page } from '../../../shared/protocol/regionProtocol.ts';

const long = 'the client rests, drinks and calls again '.repeat(40);

function fedBy(desk: string, seqs: readonly number[], scopes: readonly string[] = ['unit:a']) {
  return seqs.map((seq) => ({ op: { seq, by: { desk }, body: long }, scopes, chars: long.length }));
}

function grouped(fed: readonly object[]) {
  const toGroup = grouping();
  const ops = fed.map((one) => one as FedOp);
  for (const one of ops) toGroup(one);
  return ops.map(({ op }) => op);
}

function pageOf(ops: readonly object[]): Page {
  return { scopes: ['unit:a'], after: 0, upto: 9, own: 0, more: false, ops: ops as Page['ops'] };
}

describe('packed messages', () => {
  it('[RG40] pieces packed apart and joined open as one list', () => {
    const pieces = [packItems([1, { two: 'kaksi' }]), packItems(['ä, ö'])];
    expect(unpackItems(joinPacked(pieces), 1_000)).toEqual([1, { two: 'kaksi' }, 'ä, ö']);
  });

  it('[RG40] what is no packed text, or too long a one, is refused', () => {
    const bomb = packText(JSON.stringify('0'.repeat(messageBytesMax + 1)));
    expect(bomb.byteLength).toBeLessThan(10_000);
    expect(() => unpackJson(bomb, messageBytesMax)).toThrow('messageInvalid');
    expect(openAsk(bomb)).toBeUndefined();
    expect(openAsk(Buffer.from('not packed'))).toBeUndefined();
    expect(openAsk(packText('{"ops":'))).toBeUndefined();
    expect(openPage({ ...pageOf([]), ops: Buffer.from('no') })).toMatchObject({ ops: undefined });
    expect(openAnswer(Buffer.from('no'))).toBeUndefined();
  });

  it('[RG40] a long push and a long answer come out as they went in; short ones go as they are', () => {
    const push = { ops: [{ body: long }, { body: long }] };
    const asked = packedAsk('push', push);
    expect(asked).toBeInstanceOf(Uint8Array);
    expect(openAsk(asked)).toEqual(push);
    expect(packedAsk('push', { ops: [] })).toEqual({ ops: [] });
    const answer = packedAnswer(pageOf(push.ops), { inParts: false });
    expect(answer).toBeInstanceOf(Uint8Array);
    expect(openAnswer(answer)).toEqual(pageOf(push.ops));
    const inParts = packedAnswer(pageOf([...push.ops, { body: long }]), { inParts: true });
    expect(inParts).toMatchObject({ upto: 9, ops: expect.any(Uint8Array) as Uint8Array });
    expect(openAnswer(inParts)).toEqual(pageOf([...push.ops, { body: long }]));
    for (const how of [{ inParts: true }, { inParts: false }])
      expect(packedAnswer({ ok: false, code: 'busy' }, how)).toEqual({ ok: false, code: 'busy' });
  });

  it('[RG40] the ops of one desk in one commit are written down once for all who get them', () => {
    const fresh = grouped([...fedBy('one', [1, 2]), ...fedBy('two', [3, 4]), ...fedBy('one', [5])]);
    const groups = groupsOf(fresh);
    expect(groups.map((group) => group.ops.map((op) => op.seq))).toEqual([
      [1, 2, 5],
      [3, 4],
    ]);
    const sent = packedPage(pageOf(fresh));
    const first = groups[0]?.packed;
    expect(first).toBeInstanceOf(Uint8Array);
    packedAnswer(pageOf(fresh), { inParts: true });
    expect(groupsOf(fresh)[0]?.packed).toBe(first);
    const { ops } = openPage(sent) as { ops: { seq: number }[] };
    expect(ops.map((op) => op.seq).sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('[RG40] what is there only in part, or in no group, is written anew beside the others', () => {
    const [, second, third] = grouped([...fedBy('one', [1, 2]), ...fedBy('two', [3])]);
    if (second === undefined || third === undefined) throw new Error('two groups');
    // From the log, say.
    const unheard = JSON.parse(JSON.stringify({ ...third, seq: 4 })) as typeof third;
    const told = [second, third, unheard];
    expect(groupsOf(told).map((group) => group.ops.map((op) => op.seq))).toEqual([[3], [2, 4]]);
    const sent = packedPage(pageOf(told));
    expect((openPage(sent) as { ops: { seq: number }[] }).ops.map((op) => op.seq)).toEqual([3, 2, 4]);
    expect(groupsOf([third])[0]?.packed).toBeInstanceOf(Uint8Array);
  });
});
