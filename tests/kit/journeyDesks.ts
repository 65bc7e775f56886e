import { afterEach } from 'vitest';
import { startDeskAt, type TestDesk, until } from './startDesk.ts';
import { type RegionProcess, startRegion } from './startRegion.ts';

/** Desks on the line with real regions, all gone after each test of the file that asks. */
export function journeyDesks() {
  const open: TestDesk[] = [];
  const regions: RegionProcess[] = [];
  afterEach(async () => {
    for (const desk of open.splice(0)) desk.close();
    for (const region of regions.splice(0)) await region.kill();
  });
  return {
    async region(ask: Parameters<typeof startRegion>[0] = {}): Promise<RegionProcess> {
      const started = await startRegion(ask);
      regions.push(started);
      return started;
    },
    async deskOf(url: string, user: string): Promise<TestDesk> {
      const desk = await startDeskAt(url, user);
      open.push(desk);
      await until(`${user} connected`, () => desk.engine.status().connected);
      return desk;
    },
  };
}

/** One of the clients of the demo, once they came. */
export async function knownClient(desk: TestDesk): Promise<string> {
  let clientId: string | undefined;
  await until('the demo clients came', async () => {
    clientId = (await desk.query('client.search', { text: 'Virtanen Aino' }))[0]?.clientId;
    return clientId !== undefined;
  });
  if (clientId === undefined) throw new Error('no client');
  return clientId;
}
