import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tellFigure, timesOf } from '../../tools/trust/trustFigure.ts';
import { quantiles } from '../kill/kit/killReport.ts';
import { DeskDouble } from '../kit/deskDouble.ts';
import { opening } from '../kit/makeOps.ts';
import { until } from '../kit/startDesk.ts';
import { type RegionProcess, startRegion } from '../kit/startRegion.ts';

let region: RegionProcess;
beforeAll(async () => {
  region = await startRegion();
});
afterAll(() => region.kill());

const upgrade = (at: number) =>
  [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    'Host: region',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${Buffer.from(`crowd-key-${String(at).padStart(6, '0')}`).toString('base64')}`,
    'Sec-WebSocket-Version: 13',
    '',
    '',
  ].join('\r\n');

const closeFrame = Buffer.from([0x88, 0]);

interface Crowd {
  readonly left: () => number;
  end(): void;
}

/** Each says so much and then nothing, and never who it is. */
function crowd(many: number, saysOf: (at: number) => string): Crowd {
  const { hostname, port } = new URL(region.url);
  const there = new Set<Socket>();
  for (let at = 0; at < many; at += 1) {
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(saysOf(at)));
    there.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => there.delete(socket));
    // Who is told that the line ends lets go, as every program that speaks it does.
    socket.on('data', (said: Buffer) => {
      if (said.subarray(-2).equals(closeFrame)) socket.destroy();
    });
  }
  return {
    left: () => there.size,
    end() {
      for (const socket of there) socket.destroy();
    },
  };
}

const rssMb = () =>
  (Number(readFileSync(`/proc/${region.process.pid}/statm`, 'utf8').split(' ')[1]) * 4_096) / 2 ** 20;

it('[FT25] thousands who never say who they are hold up nobody, are shown the door, and leave nothing behind', async () => {
  const many = timesOf(400, 4_000);
  const desk = await DeskDouble.open(region.url, { user: 'nurse.laine', desk: 'desk_a' });
  await desk.push(desk.op({ record: 'contact_crowd', type: 'contact.opened', body: opening }));
  const answers = async (): Promise<number[]> => {
    const ms: number[] = [];
    for (let at = 0; at < 60; at += 1) {
      const startedAt = performance.now();
      expect(await desk.push(desk.op({ record: 'contact_crowd' }))).toMatchObject({ ok: true });
      ms.push(performance.now() - startedAt);
    }
    return ms;
  };
  const before = quantiles(await answers());
  const rssBefore = rssMb();
  // Half of a request, slowly; and a whole handshake without a name.
  const half = crowd(many, (at) => `POST /session HTTP/1.1\r\nHost: region\r\nX-Slow-${at}: `);
  const nameless = crowd(many, upgrade);
  const during = quantiles(await answers());
  const rssDuring = rssMb();
  await until('all were shown the door', () => half.left() + nameless.left() === 0, 60_000);
  const after = quantiles(await answers());
  expect(region.process.exitCode).toBeNull();
  expect((await fetch(`${region.url}/healthz`)).status).toBe(200);
  expect(desk.socket.connected).toBe(true);
  expect(rssDuring - rssBefore).toBeLessThan(200);
  half.end();
  nameless.end();
  desk.close();
  tellFigure({
    check: 'S11',
    part: 'nameless sockets',
    figure: `${many} half requests and ${many} handshakes without a name: answers p95 ${before.p95} ms before, ${during.p95} during, ${after.p95} after; region +${Math.round(rssDuring - rssBefore)} MB, 0 exits, all shown the door`,
  });
});
