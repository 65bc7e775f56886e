// Keeps RG59: what many desks are told alike is written down once.
import { pays } from '../../platform/packedJson.ts';
import type { Bulletin } from '../../shared/protocol/regionProtocol.ts';
import type { FedOp } from '../acceptOps.ts';
import { envelopeChars } from '../fedGroups.ts';

/** How the desk on a line is reached together with others. */
export interface BulletinBoard {
  readonly line: string;
  /** So many bytes may go to this desk without its confirming them; they count as sent. */
  joins(bytes: number): boolean;
  tell(lines: readonly string[], bulletin: Bulletin): void;
}

export interface BulletinAsk extends Omit<Bulletin, 'ops'> {
  readonly board: BulletinBoard;
  readonly fresh: readonly FedOp[];
  readonly bytesMax: number;
}

interface Bill extends BulletinAsk {
  readonly lines: string[];
}

export interface Bulletins {
  /** Notes the desk down for what it is to be told; false: that needs a page of its own. */
  takes(ask: BulletinAsk): boolean;
  /** Tells it to all that were noted down. */
  post(): void;
}

export function gatherBulletins(): Bulletins {
  let bills: Bill[] = [];
  return {
    takes(ask) {
      const { board, fresh } = ask;
      // What is long goes packed.
      if (fresh.length === 0 || pays(fresh.length * envelopeChars)) return false;
      const chars = fresh.reduce((sum, one) => sum + one.chars + envelopeChars, 0);
      if (pays(chars) || chars > ask.bytesMax || !board.joins(chars)) return false;
      const same = bills.find((bill) => isSame(bill, ask));
      if (same === undefined) bills.push({ ...ask, lines: [board.line] });
      else same.lines.push(board.line);
      return true;
    },
    post() {
      const posted = bills;
      bills = [];
      for (const { board, lines, after, upto, uptoOp, fresh } of posted)
        board.tell(lines, { after, upto, uptoOp, ops: fresh.map(({ op }) => op) });
    },
  };
}

function isSame(bill: Bill, { board, after, upto, fresh }: BulletinAsk): boolean {
  return (
    bill.after === after &&
    bill.upto === upto &&
    bill.board.tell === board.tell &&
    bill.fresh.length === fresh.length &&
    bill.fresh.every((fed, at) => fed === fresh[at])
  );
}
