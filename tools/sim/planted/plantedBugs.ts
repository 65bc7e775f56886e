// Mistakes a sync engine can make, each as one edit of the real source: the simulator must find every one of them.
export interface PlantedBug {
  readonly name: string;
  readonly file: string;
  readonly right: string;
  readonly wrong: string;
  /** A second place in the same file, where one guard stands behind another. */
  readonly also?: { readonly right: string; readonly wrong: string };
  /** Where the search begins in every run; the long one begins at 1. */
  readonly near?: number;
  /** Five where it is not said: more of them meet more often, fewer each do more. */
  readonly desks?: number;
  /** Whether it shows where disks come and go. */
  readonly disks?: boolean;
  /** The promise that breaks, as the simulator counts it. */
  readonly breaks: readonly ('lost' | 'doubled' | 'diverged' | 'claimsHeldTwice')[];
}

export const plantedBugs: readonly PlantedBug[] = [
  {
    name: 'the region acknowledges before it commits',
    file: 'server/writer.ts',
    right: 'await append(store, { head: loaded.head, epoch }, judged);',
    wrong:
      "(parts.scheduler.soon(() => void append(store, { head: loaded.head, epoch }, judged).catch(() => 'ok')), 'ok' as string);",
    breaks: ['lost', 'diverged'],
  },
  {
    name: 'the desk takes a page that does not join its cursor',
    file: 'electron/engine/sync/applyPage.ts',
    right: 'if (!stands || page.own',
    wrong: 'if (page.own',
    breaks: ['diverged', 'lost'],
  },
  {
    name: 'an answer passes what its desk was not told',
    file: 'server/fanOut.ts',
    right: 'after !== null && after >= freshFrom && fresh.length === 0 && !reading',
    wrong: 'after !== null && !reading',
    breaks: ['diverged', 'lost'],
  },
  {
    name: 'the desk applies an op twice',
    file: 'electron/engine/sync/applyPage.ts',
    right: 'foldSettled(entry.confirmed, ops)',
    wrong: 'foldSettled(entry.confirmed, [...ops, ...ops.slice(-1)])',
    breaks: ['diverged', 'doubled'],
  },
  {
    name: 'the desk folds its own ops last instead of in the region’s order',
    file: 'electron/engine/sync/applyPage.ts',
    right: '.sort((left, right) => left.seq - right.seq)',
    wrong: '',
    breaks: ['diverged'],
  },
  {
    name: 'the desk forgets to tell of a refusal',
    file: 'electron/engine/sync/applySettlement.ts',
    right: 'if (op !== null) keepRefusal(write,',
    wrong: 'if (op !== null && outcome.seq < 0) keepRefusal(write,',
    breaks: ['lost'],
  },
  {
    name: 'an edit overwrites a version that its author never saw',
    file: 'shared/domain/field/field.ts',
    right: 'version.seq !== 0 && version.seq <= stamp.basis',
    wrong: 'version.seq !== 0',
    breaks: ['lost'],
  },
  {
    name: 'what is said of an assessment or a line before it is there is forgotten',
    file: 'shared/op/foldOps.ts',
    right: 'if (part !== null)',
    wrong: "if (part === '')",
    desks: 3,
    disks: true,
    breaks: ['lost'],
  },
  {
    name: 'a list keeps what a record was when it came',
    file: 'electron/engine/record/deskStore.ts',
    right: 'if (projectRecord(entry)?.text !== projectRecord(before)?.text) saveRows(entry);',
    wrong: 'if (before.shown === undefined) saveRows(entry);',
    breaks: ['diverged'],
  },
  {
    name: 'two who begin the plan of one call begin two plans',
    file: 'electron/engine/commands/planCommands.ts',
    right: 'contact.planId ?? planIdOf(contactId)',
    wrong: "contact.planId ?? deciding.newId('plan')",
    breaks: ['lost'],
  },
  {
    name: 'the region lets two desks take one handoff',
    file: 'shared/domain/handoff/handoffFacts.ts',
    right: "if (handoff.phase === 'offered') return null;",
    wrong: "if (handoff.phase === 'offered' || handoff.phase === 'taken') return null;",
    breaks: ['claimsHeldTwice'],
  },
  {
    name: 'the desk believes it is level while a hint was lost',
    file: 'electron/engine/sync/serveLink.ts',
    right: 'isLooking = clock.monotonic() - one.levelAt >= probeMs',
    wrong: 'isLooking = false',
    breaks: ['diverged'],
  },
  {
    name: 'the desk throws away unsent entries with a record it may no longer hold',
    file: 'db/workstation/forget.ts',
    right: 'and open = 1 and seq is null)',
    wrong: 'and open = 1 and seq < 0)',
    also: {
      right: 'where record_id = ? and record_kind = ? and desk_seq is null',
      wrong: 'where record_id = ? and record_kind = ?',
    },
    near: 24,
    breaks: ['lost', 'diverged'],
  },
  {
    name: 'the desk folds by the clocks of people instead of the region’s order',
    file: 'electron/engine/sync/applyPage.ts',
    right: '.sort((left, right) => left.seq - right.seq)',
    wrong: '.sort((left, right) => (left.at < right.at ? -1 : 1))',
    breaks: ['diverged'],
  },
  {
    name: 'the desk loses an op that it cannot read yet',
    file: 'electron/engine/sync/applyPage.ts',
    right: '} else parkOp(write.db, op);',
    wrong: '}',
    breaks: ['diverged', 'lost'],
  },
  {
    name: 'the desk stands where a snapshot leads before it holds it',
    file: 'electron/engine/sync/takeSnapshots.ts',
    right: 'pos ??= part.seq;',
    wrong: 'pos ??= part.seq;\n    finishSnapshot(store, scope, pos);',
    near: 13,
    breaks: ['diverged'],
  },
  {
    name: 'the desk passes a record that is too long for a page without fetching it',
    file: 'electron/engine/sync/conversation.ts',
    right: 'if (longEntry !== undefined) await',
    wrong: 'if (longEntry === null) await',
    breaks: ['diverged'],
  },
  {
    name: 'the desk folds an op twice that comes with two scopes',
    file: 'electron/engine/sync/applyPage.ts',
    right: 'if (seen.has(fed.seq)) continue;',
    wrong: '',
    breaks: ['diverged', 'doubled'],
  },
  {
    name: 'the region never folds what it could not read before its upgrade',
    file: 'server/region.ts',
    right: 'await readWhatWasUnread(parts);',
    wrong: '',
    near: 15,
    breaks: ['diverged'],
  },
  {
    name: 'a process of the region tells its desks past what another one committed',
    file: 'server/newsLine.ts',
    right: 'if (shared === undefined || news.before === head) {',
    wrong: 'if (shared === undefined || news.before >= head) {',
    breaks: ['diverged', 'lost'],
  },
  {
    name: 'the desk does not take where its own ops stand in a new history',
    file: 'electron/engine/sync/newHistory.ts',
    right: 'filter(({ deskSeq }) => deskSeq <= acked)',
    wrong: 'filter(({ deskSeq }) => deskSeq < 0)',
    breaks: ['diverged', 'doubled'],
  },
  {
    name: 'the desk keeps records of a scope that it has lost',
    file: 'electron/engine/sync/conversation.ts',
    right: 'dropForeignScopes(store, scopesOfDesk(store, said.session));',
    wrong: 'scopesOfDesk(store, said.session);',
    near: 13,
    breaks: ['diverged'],
  },
  {
    name: 'the desk takes what the region holds of it for settled, though it never got the answer',
    file: 'electron/engine/sync/conversation.ts',
    right: "write.setMeta('skewMs', skewMs);",
    wrong:
      "write.setMeta('skewMs', skewMs);\n      write.setMeta('acked', Math.max(store.meta().acked, said.highWater));",
    breaks: ['diverged', 'lost'],
  },
  {
    name: 'the region does not see that desks know more than it does',
    file: 'server/deskLink.ts',
    right: 'if (ask.epoch === core.epoch() && knowsMore)',
    wrong: 'if (ask.epoch === core.epoch() && knowsMore && core.head() < 0)',
    breaks: ['diverged', 'lost'],
  },
  {
    name: 'the region passes the rest of a record’s long history after its first part',
    file: 'server/store/snapshotSlice.ts',
    right: 'nextKey: isRest ? whole : keyWithin(before, { record, seq: last.seq }),',
    wrong: 'nextKey: whole,',
    breaks: ['diverged'],
  },
  {
    name: 'the region goes on with a long history one entry too far',
    file: 'server/store/snapshotSlice.ts',
    right: 'keyWithin(before, { record, seq: last.seq }),',
    wrong: 'keyWithin(before, { record, seq: last.seq + 1 }),',
    breaks: ['diverged'],
  },
  {
    name: 'the desk takes the first part of a long record for all of it',
    file: 'electron/engine/sync/takeSnapshots.ts',
    right: 'afterKey = nextKey;',
    wrong: 'afterKey = null;',
    near: 201,
    breaks: ['diverged'],
  },
  {
    name: 'the region does not look what stands where a desk last stood',
    file: 'server/deskLink.ts',
    right: 'return here !== mark.op &&',
    wrong: "return here === '' &&",
    breaks: ['diverged', 'lost'],
  },
  {
    name: 'the region sends a page without saying which op stands at its end',
    file: 'server/deskLink.ts',
    right: 'knownMarkOf(core, page) ?? (await core.store.getMarkAt(page.upto));',
    wrong: 'knownMarkOf(core, page);',
    breaks: ['diverged'],
  },
  {
    name: 'a text takes the place of one that came while somebody was typing',
    file: 'electron/engine/runCommand.ts',
    right: 'if (seen === undefined) return { op, body, entry: next };',
    wrong: 'if (seen !== null) return { op, body, entry: next };',
    breaks: ['lost'],
  },
  {
    name: 'the list of handoffs does not hear of notes',
    file: 'electron/engine/record/topics.ts',
    right: "...(kind === 'handoff' ? ['handoffs'] : []),",
    wrong: '',
    breaks: ['diverged'],
  },
];
