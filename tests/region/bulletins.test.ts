// RG59, RG60 over real sockets: what desks of this program and older ones are told of the same commits.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Link } from '../../electron/engine/sync/transport.ts';
import {
  type Bulletin,
  type Page,
  type Pushed,
  protocolVersion,
  type Welcome,
} from '../../shared/protocol/regionProtocol.ts';
import { DeskDouble, productLine, signIn } from '../kit/deskDouble.ts';
import { makeOp, opening } from '../kit/makeOps.ts';
import { type RegionProcess, startRegion } from '../kit/startRegion.ts';

let region: RegionProcess;
beforeAll(async () => {
  region = await startRegion();
});
afterAll(() => region.kill());

const newcomer = { protocol: protocolVersion, app: 'test', epoch: null, cursors: {}, acked: 0, deskSeq: 0 };

interface Line {
  readonly link: Link;
  readonly session: string;
  readonly head: number;
  readonly bulletins: Bulletin[];
  readonly pages: Page[];
}

/** Greeted, and level with the head. */
async function line(user: string, desk: string): Promise<Line> {
  const granted = await signIn(region.url, { user, desk });
  const bulletins: Bulletin[] = [];
  const pages: Page[] = [];
  const link = await productLine(region.url, granted, {
    hint(kind, payload) {
      if (kind === 'bulletin') bulletins.push(payload as Bulletin);
      if (kind === 'page') pages.push(payload as Page);
    },
  });
  const { head } = (await link.request('hello', newcomer, 5_000)) as Welcome;
  const { upto } = (await link.request(
    'pull',
    { scopes: granted.session.scopes, after: head },
    5_000,
  )) as Page;
  return { link, session: granted.session.id, head: upto, bulletins, pages };
}

it('[RG59] [RG60] colleagues hear of an entry by one bulletin, its author by the answer, an older desk by a page', async () => {
  const author = await line('nurse.laine', 'desk_author');
  const colleagues = [await line('nurse.virta', 'desk_b'), await line('nurse.virta', 'desk_c')];
  const older = await DeskDouble.open(region.url, { user: 'nurse.virta', desk: 'desk_o' });
  const [before] = colleagues;
  if (before === undefined) throw new Error('nobody');
  const ops = [
    makeOp({
      deskSeq: 1,
      record: 'contact_told',
      type: 'contact.opened',
      body: opening,
      session: author.session,
    }),
  ];
  const said = (await author.link.request('push', { ops }, 5_000)) as Pushed;
  const [settled] = said.settlement.ranges;
  const seq = settled?.seq ?? 0;
  expect(said.passed).toMatchObject({ after: author.head, upto: seq });
  await older.until(({ pages }) => pages.some((page) => page.upto === seq));
  await older.until(() => colleagues.every(({ bulletins }) => bulletins.length > 0));
  for (const { bulletins, pages } of colleagues) {
    expect(bulletins).toEqual(before.bulletins);
    expect(pages.flatMap((page) => page.ops)).toEqual([]);
  }
  expect(before.bulletins).toMatchObject([
    { after: before.head, upto: seq, uptoOp: said.passed?.uptoOp, ops: [{ id: ops[0]?.id, seq }] },
  ]);
  expect(author.bulletins).toEqual([]);
  expect(older.pages.flatMap((page) => page.ops).map((op) => op.id)).toEqual([ops[0]?.id]);
  for (const { link } of [author, ...colleagues]) link.close();
  older.close();
});
