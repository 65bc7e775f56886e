// One table per language: an area file stands under the same name in each of the three.

import { assessment } from './en/assessment.ts';
import { board } from './en/board.ts';
import { client } from './en/client.ts';
import { contact } from './en/contact.ts';
import { cost } from './en/cost.ts';
import { disposition } from './en/disposition.ts';
import { emergency } from './en/emergency.ts';
import { frame } from './en/frame.ts';
import { handoffInbox } from './en/handoffInbox.ts';
import { library } from './en/library.ts';
import { outbox } from './en/outbox.ts';
import { outcome } from './en/outcome.ts';
import { plan } from './en/plan.ts';
import { ready } from './en/ready.ts';
import { several } from './en/several.ts';
import { signIn } from './en/signIn.ts';
import { sync } from './en/sync.ts';
import { wrapUp } from './en/wrapUp.ts';

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
