// Keeps RG40: long messages cross the network packed, to and from desks that said they can.
import { joinPacked, packItems, packText, pays, unpackJson } from '../../platform/packedJson.ts';
import { messageBytesMax, type Page } from '../../shared/protocol/regionProtocol.ts';
import { envelopeChars, groupsOf } from '../fedGroups.ts';

/** What carries ops with them packed is the same; the order of its ops is not told. */
export type WithPackedOps<Told extends object> = Told | (Omit<Told, 'ops'> & { readonly ops: Uint8Array });
export type SentPage = WithPackedOps<Page>;

/** The same with its ops packed, where that pays. */
export function packedPage<Told extends Pick<Page, 'ops'>>(page: Told): WithPackedOps<Told> {
  const groups = groupsOf(page.ops);
  const chars = groups.reduce((sum, one) => sum + one.chars + one.ops.length * envelopeChars, 0);
  if (!pays(chars)) return page;
  const pieces = groups.map((group) => {
    group.packed ??= packItems(group.ops);
    return group.packed;
  });
  return { ...page, ops: joinPacked(pieces) };
}

/** What it takes on the wire; of one that is not packed, a guess. */
export function bytesOnWire({ ops }: SentPage): number {
  return envelopeChars + (ops instanceof Uint8Array ? ops.byteLength : ops.length * envelopeChars);
}

/** Only answers with lists in them can be long; a desk of before takes them as one packed text alone. */
export function packedAnswer<Answer extends object>(
  answer: Answer,
  { inParts }: { readonly inParts: boolean },
): WithPackedOps<Answer> | Uint8Array {
  if (inParts && carriesOps(answer)) return packedPage(answer);
  if (!('ops' in answer) && !('settlement' in answer)) return answer;
  const text = JSON.stringify(answer);
  return pays(text.length) ? packText(text) : answer;
}

function carriesOps<Answer extends object>(answer: Answer): answer is Answer & Pick<Page, 'ops'> {
  return 'ops' in answer && Array.isArray(answer.ops);
}

/** What is no packed message at all is for the schema to refuse. */
export function openAsk(asked: unknown): unknown {
  if (!(asked instanceof Uint8Array)) return asked;
  try {
    return unpackJson(asked, messageBytesMax);
  } catch {
    return undefined;
  }
}
