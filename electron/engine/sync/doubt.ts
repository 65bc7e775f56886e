// Keeps EN33: the one action of the outbox that the region could not take, and what is tried with it next. Kept from
// one link to the next, since a trouble of the region itself may look like it and pass.
import type { Op } from '../../../shared/op/op.ts';
import { dressAction, type Form, isInOrder, isSound } from './standIn.ts';

export interface Doubt {
  /** The batch as it is sent. */
  dress(batch: readonly Op[]): readonly Op[];
  /** The region could not take this action, sent alone: send again, wait first, or there is nothing left to try. */
  refused(action: readonly Op[]): 'again' | 'wait' | 'stuck';
}

/** So often an action that looks sound from here is sent as it is before it is given up. */
const triesMax = 3;

export function keepDoubt(): Doubt {
  let about: readonly string[] = [];
  let form: Form = 'own';
  let tries = 0;
  return {
    dress(batch) {
      if (form === 'own') return batch;
      const action = batch.filter((op) => about.includes(op.id));
      const worn = new Map(dressAction(action, form).map((op) => [op.deskSeq, op]));
      return batch.map((op) => worn.get(op.deskSeq) ?? op);
    },
    refused(action) {
      const ids = action.map((op) => op.id);
      if (ids.join() !== about.join()) {
        about = ids;
        form = 'own';
        tries = 0;
      }
      if (form === 'standIns') return 'stuck';
      if (form === 'own' && !(isInOrder(action) && action.every(isSound))) {
        form = 'mended';
        return 'again';
      }
      tries += 1;
      if (tries < triesMax) return 'wait';
      form = 'standIns';
      return 'again';
    },
  };
}
