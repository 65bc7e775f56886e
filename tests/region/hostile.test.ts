import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Op, opBodyBytesMax } from '../../shared/op/op.ts';
import { messageBytesMax, pushOpsMax, type SnapshotPage } from '../../shared/protocol/regionProtocol.ts';
import { DeskDouble, signIn } from '../kit/deskDouble.ts';
import { opening } from '../kit/makeOps.ts';
import { type RegionProcess, startRegion } from '../kit/startRegion.ts';

const runs = Number(process.env.LUOTSI_FUZZ_RUNS ?? 150);
const requests = ['hello', 'push', 'pull', 'snapshot', 'presence'] as const;
const hostileTexts = [
  '__proto__',
  'constructor',
  '<img src=x onerror=alert(1)>',
  "'; drop table ops; --",
  'a\ud800b',
  'a\u0000b',
  '\u202eabc',
  '%s%n',
  '../../etc/passwd',
];

let region: RegionProcess;
let nurse: DeskDouble;
let many = 0;

beforeAll(async () => {
  region = await startRegion();
});
beforeEach(async () => {
  many += 1;
  nurse = await DeskDouble.open(region.url, { user: 'nurse.laine', desk: `desk_${many}` });
  return () => nurse.close();
});
afterAll(() => region.kill());

const value = fc.oneof(
  fc.anything({ withNullPrototype: false, maxDepth: 3 }),
  fc.jsonValue(),
  fc.constantFrom(
    ...hostileTexts,
    JSON.parse('{"__proto__": {"polluted": 1}}'),
    'x'.repeat(70_000),
    -1,
    1e300,
    null,
  ),
);

/** Good in every part but one or two, which are anything. */
function damagedOp(base: Op) {
  const fields = Object.keys(base) as (keyof Op)[];
  return fc
    .tuple(
      fc.subarray(fields, { minLength: 1, maxLength: 2 }),
      fc.array(value, { minLength: 2, maxLength: 2 }),
    )
    .map(([names, values]) => ({
      ...base,
      ...Object.fromEntries(names.map((name, at) => [name, values[at]])),
    }));
}

async function expectAlive(): Promise<void> {
  expect(region.process.exitCode).toBeNull();
  expect((await fetch(`${region.url}/healthz`)).status).toBe(200);
  expect(region.log()).not.toContain('uncaught');
}

const freshOps = () => {
  many += 1;
  return nurse.op({ record: `contact_fuzz-${many}`, type: 'contact.opened', body: opening });
};

describe('hostile messages', () => {
  it.each(requests)('[RG20] %s with anything in it is answered with a code', async (name) => {
    const asked = fc.asyncProperty(fc.array(value, { maxLength: 3 }), async (message) => {
      const line = nurse.socket.connected
        ? nurse
        : await DeskDouble.open(region.url, { user: 'nurse.laine', desk: `desk_${many}` });
      const answer = await line.raw(name, ...message);
      expect(answer).toMatchObject({ ok: false, code: expect.stringMatching(/^(badMessage|busy)$/) });
    });
    await fc.assert(asked, { numRuns: runs });
    await expectAlive();
  });

  it('[RG20] an op with anything in one place is refused or kept, never swallowed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constant(null).chain(() => damagedOp({ ...freshOps(), deskSeq: 1 })),
        async (op) => {
          const answer = await nurse.raw('push', { ops: [op] });
          if (!nurse.socket.connected) throw new Error('the line was cut');
          const acceptable = [
            { code: 'badMessage' },
            { code: 'gap' },
            { code: 'badOp' },
            { code: 'busy' },
            // Something else stands under that number.
            { code: 'sayHello' },
            { ok: true },
          ];
          expect(
            acceptable.some((one) =>
              Object.entries(one).every(([key, is]) => Reflect.get(Object(answer), key) === is),
            ),
          ).toBe(true);
        },
      ),
      { numRuns: runs },
    );
    await expectAlive();
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('[RG20] hostile text in a note arrives at a colleague as it was typed, or is refused', async () => {
    const colleague = await DeskDouble.open(region.url, { user: 'nurse.virta', desk: 'desk_reader' });
    const opened = freshOps();
    const record = opened.record.id;
    await nurse.push(opened, ...hostileTexts.map((text) => nurse.op({ record, body: { text } })));
    const texts = () =>
      colleague.pages
        .flatMap((page) => page.ops)
        .flatMap(({ record: { id }, body }) => (id === record ? [Reflect.get(Object(body), 'text')] : []));
    const kept = hostileTexts.filter((text) => !/\p{Cs}|\0/u.test(text));
    await colleague.until(() => texts().length > kept.length);
    expect(texts().slice(1)).toEqual(kept);
    colleague.close();
  });

  it('[RG20] sizes: at the limit it is taken, above it is refused, far above the line is cut and nothing is lost', async () => {
    const opened = freshOps();
    const record = opened.record.id;
    const note = (text: string) => nurse.op({ record, body: { text } });
    const answer = await nurse.push(
      opened,
      note('x'.repeat(8_000)),
      note('x'.repeat(8_001)),
      note('y'.repeat(opBodyBytesMax)),
      note('after'),
    );
    expect(answer).toMatchObject({
      ok: true,
      acked: 5,
      settlement: {
        refused: [
          { deskSeq: 3, refusal: { reason: 'invalid' } },
          { deskSeq: 4, refusal: { reason: 'tooLarge' } },
        ],
      },
    });
    const tooMany = Array.from({ length: pushOpsMax + 1 }, () => note('n'));
    expect(await nurse.push(...tooMany)).toMatchObject({ ok: false, code: 'badMessage' });
    const cut = nurse.raw('push', { ops: ['z'.repeat(messageBytesMax + 1)] });
    await expect(cut).rejects.toThrow();
    const again = await DeskDouble.connect(region.url, {
      user: 'nurse.laine',
      desk: nurse.granted.session.desk,
    });
    expect(await again.hello()).toMatchObject({ ok: true, highWater: 5 });
    again.close();
    await expectAlive();
  });

  it('[RG20] a flood is slowed down with a code and does not hold up a colleague', async () => {
    const colleague = await DeskDouble.open(region.url, { user: 'nurse.virta', desk: 'desk_calm' });
    const flood = Array.from({ length: 2_000 }, () => nurse.raw('pull', { scopes: ['region'], after: 0 }));
    const startedAt = performance.now();
    expect(await colleague.ask('presence', { state: 'ready', contactId: null, pending: 0 })).toEqual({
      ok: true,
    });
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    const answers = await Promise.all(flood);
    expect(answers.filter((answer) => Reflect.get(Object(answer), 'code') === 'busy').length).toBeGreaterThan(
      500,
    );
    colleague.close();
  });

  it('[RG6] forged author, unit, role and order in a message are not what is stored', async () => {
    const colleague = await DeskDouble.open(region.url, { user: 'nurse.virta', desk: 'desk_witness' });
    const op = {
      ...freshOps(),
      by: { user: 'nurse.virta', role: 'supervisor', unit: 'unit_social', desk: 'desk_witness' },
    };
    expect(
      await nurse.raw('push', { ops: [{ ...op, seq: 1, receivedAt: '2020-01-01T00:00:00.000Z' }] }),
    ).toMatchObject({ ok: false, code: 'badMessage' });
    expect(await nurse.push(op)).toMatchObject({ ok: true });
    const page = (await colleague.ask('snapshot', {
      scope: 'unit:unit_health',
      afterKey: `contact/${op.record.id.slice(0, -1)}`,
    })) as SnapshotPage;
    const stored = page.records.find((one) => one.id === op.record.id)?.state;
    expect(stored).toMatchObject({
      unit: 'unit_health',
      answeredBy: { user: 'nurse.laine', role: 'nurse', unit: 'unit_health' },
    });
    colleague.close();
  });
});

describe('hostile frames', () => {
  const token = () => JSON.stringify({ token: nurse.granted.token });
  const frames = fc.array(
    fc.oneof(
      fc.string(),
      fc.stringMatching(/^[0-6]{1,2}.{0,40}$/),
      fc.constantFrom(
        '40{"token":{"__proto__":1}}',
        '42["push",{"__proto__":{"ops":[]}}]',
        '420["__proto__",1]',
        '42["disconnect"]',
        '42["connect",1]',
        '451-["push",{"_placeholder":true,"num":0}]',
        '45999999999-["push"]',
        '43["ack"]',
        '4399999999999999999999["x"]',
        '40/__proto__,',
        '41',
        '1',
        '2probe',
        '5',
      ),
      fc.uint8Array({ maxLength: 64 }),
    ),
    { minLength: 1, maxLength: 8 },
  );

  it('[RG20] whatever stands in them, before or after the handshake, the region goes on', async () => {
    await fc.assert(
      fc.asyncProperty(frames, fc.boolean(), async (sent, greeted) => {
        const wire = new WebSocket(
          `${region.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`,
        );
        await new Promise((opened) => wire.addEventListener('open', opened, { once: true }));
        if (greeted) wire.send(`40${token()}`);
        for (const frame of sent) wire.send(typeof frame === 'string' ? frame : Buffer.from(frame));
        await new Promise((later) => setTimeout(later, 2));
        wire.close();
      }),
      { numRuns: runs },
    );
    await expectAlive();
  });
});

describe('hostile requests', () => {
  const bodies = fc.oneof(
    fc.json(),
    fc.string(),
    fc.constantFrom('', '{', 'null', `{"user":"${'x'.repeat(9_000)}"}`, '{"__proto__":{"user":"a"}}'),
  );

  it.each(['/session', '/session/refresh'])('[RG20] POST %s takes only what it knows', async (path) => {
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        const response = await fetch(`${region.url}${path}`, { method: 'POST', body });
        expect(response.status).toBe(400);
        expect(await response.json()).toEqual({ code: 'messageInvalid' });
      }),
      { numRuns: runs },
    );
    await expectAlive();
  });

  it('[RG20] other paths, methods and plain polling are not served', async () => {
    for (const [method, path] of [
      ['GET', '/'],
      ['GET', '/session'],
      ['PUT', '/session'],
      ['GET', '/../../etc/passwd'],
      ['DELETE', '/healthz'],
    ] as const)
      expect((await fetch(`${region.url}${path}`, { method })).status).toBe(404);
    expect((await fetch(`${region.url}/socket.io/?EIO=4&transport=polling`)).status).toBe(400);
    await expect(signIn(region.url, { user: 'nurse.laine', desk: '../x' })).rejects.toThrow('400');
  });

  it('[RG2] nothing that was typed stands in the log', () => {
    for (const text of ['drop table', 'onerror', 'Laine', 'nurse.laine', 'xxxx'])
      expect(region.log()).not.toContain(text);
  });
});
