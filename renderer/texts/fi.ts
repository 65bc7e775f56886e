// One table per language: an area file stands under the same name in each of the three.

import { assessment } from './fi/assessment.ts';
import { board } from './fi/board.ts';
import { client } from './fi/client.ts';
import { contact } from './fi/contact.ts';
import { cost } from './fi/cost.ts';
import { disposition } from './fi/disposition.ts';
import { emergency } from './fi/emergency.ts';
import { frame } from './fi/frame.ts';
import { handoffInbox } from './fi/handoffInbox.ts';
import { library } from './fi/library.ts';
import { outbox } from './fi/outbox.ts';
import { outcome } from './fi/outcome.ts';
import { plan } from './fi/plan.ts';
import { ready } from './fi/ready.ts';
import { several } from './fi/several.ts';
import { signIn } from './fi/signIn.ts';
import { sync } from './fi/sync.ts';
import { wrapUp } from './fi/wrapUp.ts';

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
