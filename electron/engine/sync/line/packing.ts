// The desk's end of packed messages; whoever reads what comes out parses it as if it had come plainly.
import { packText, pays, unpackItems, unpackJson } from '../../../../platform/packedJson.ts';
import type { RequestKind } from '../transport.ts';

/** Far more than a page of the region holds. */
const unpackedBytesMax = 16 * 1024 * 1024;

/** Only the outbox can be long. */
export function packedAsk(kind: RequestKind, ask: unknown): unknown {
  if (kind !== 'push') return ask;
  const text = JSON.stringify(ask);
  return pays(text.length) ? packText(text) : ask;
}

export function openAnswer(answer: unknown): unknown {
  if (answer instanceof Uint8Array) return orNothing(() => unpackJson(answer, unpackedBytesMax));
  return openPage(answer);
}

/** Also of a snapshot: what is packed in it besides are states, which stay as they are. */
export function openPage(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null || !('ops' in payload)) return payload;
  const { ops } = payload;
  if (!(ops instanceof Uint8Array)) return payload;
  return { ...payload, ops: orNothing(() => unpackItems(ops, unpackedBytesMax)) };
}

/** A hint that cannot be opened is one that was lost; an answer, one that says nothing. */
function orNothing(open: () => unknown): unknown {
  try {
    return open();
  } catch {
    return undefined;
  }
}
