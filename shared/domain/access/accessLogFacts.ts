// Keeps AC1–AC2: who saw which client's data, why and when (703/2023, client data act; section per docs/SPEC.md).
import { z } from 'zod';
import { recordIdPattern } from '../../base/brandedId.ts';
import { freeText, shortCharsMax } from '../../base/text.ts';
import { type Fact, fact } from '../fact.ts';

export const purposes = ['CONTACT', 'ASSESSMENT', 'PLAN', 'HANDOFF', 'SUPERVISION', 'BREAK_GLASS'] as const;
export type Purpose = (typeof purposes)[number];
export const viewActions = ['view', 'search', 'reveal', 'print'] as const;

export interface AccessLog {
  readonly id: string;
  readonly clientId: string;
  readonly viewCount: number;
}

const viewed = z.strictObject({
  clientId: z.string().regex(recordIdPattern),
  action: z.enum(viewActions),
  purpose: z.enum(purposes),
  contactId: z.string().regex(recordIdPattern).nullable(),
  reason: freeText(shortCharsMax).nullable(),
});
export type ClientViewing = z.infer<typeof viewed>;

export const accessLogFacts = {
  'accessLog.viewed': fact('accessLog', viewed, {
    creates: 'each',
    keptInLog: true,
    apply: (log: AccessLog | undefined, stamp, body): AccessLog => ({
      id: stamp.record.id,
      clientId: body.clientId,
      viewCount: (log?.viewCount ?? 0) + 1,
    }),
  }),
} satisfies Record<string, Fact>;
