// One table per language: an area file stands under the same name in each of the three.

import { assessment } from './sv/assessment.ts';
import { board } from './sv/board.ts';
import { client } from './sv/client.ts';
import { contact } from './sv/contact.ts';
import { cost } from './sv/cost.ts';
import { disposition } from './sv/disposition.ts';
import { emergency } from './sv/emergency.ts';
import { frame } from './sv/frame.ts';
import { handoffInbox } from './sv/handoffInbox.ts';
import { library } from './sv/library.ts';
import { outbox } from './sv/outbox.ts';
import { outcome } from './sv/outcome.ts';
import { plan } from './sv/plan.ts';
import { ready } from './sv/ready.ts';
import { several } from './sv/several.ts';
import { signIn } from './sv/signIn.ts';
import { sync } from './sv/sync.ts';
import { wrapUp } from './sv/wrapUp.ts';

export const texts = {
  frame,
  signIn,
  ready,
  client,
  emergency,
  board,
  handoffInbox,
  sync,
  contact,
  assessment,
  several,
  plan,
  wrapUp,
  library,
  outbox,
  outcome,
  disposition,
  cost,
} as const;
