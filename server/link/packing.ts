// Keeps RG40: long messages cross the network packed, to and from desks that said they can.
import { joinPacked, packItems, packText, pays, unpackJson } from '../../platform/packedJson.ts';
import { messageBytesMax, type Page } from '../../shared/protocol/regionProtocol.ts';
import type { FedGroup } from '../fedGroups.ts';

/** A page with its ops packed is the same page; the order of its ops is not told. */
export type SentPage = Page | (Omit<Page, 'ops'> & { readonly ops: Uint8Array });

/** What every op carries beside its body. */
const envelopeChars = 500;

export function packedPage(
  page: Page,
  groups: readonly FedGroup[] = [{ ops: page.ops, chars: 0 }],
): SentPage {
  const chars = groups.reduce((sum, one) => sum + one.chars + one.ops.length * envelopeChars, 0);
  if (!pays(chars)) return page;
  const pieces = groups.map((group) => {
    group.packed ??= packItems(group.ops);
    return group.packed;
  });
  return { ...page, ops: joinPacked(pieces) };
}

/** Only answers with lists in them can be long. */
export function packedAnswer<Answer extends object>(
  answer: Answer,
): Answer | Uint8Array | (Omit<Answer, 'ops'> & { readonly ops: Uint8Array }) {
  // States in pieces are packed already; the ops beside them are packed by themselves.
  if ('packs' in answer && 'ops' in answer && Array.isArray(answer.ops)) {
    const { ops } = answer;
    return pays(ops.length * envelopeChars) ? { ...answer, ops: packItems(ops) } : answer;
  }
  if (!('ops' in answer) && !('settlement' in answer)) return answer;
  const text = JSON.stringify(answer);
  return pays(text.length) ? packText(text) : answer;
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
