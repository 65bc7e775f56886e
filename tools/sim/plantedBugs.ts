// Mistakes a sync engine can make, each as one edit of the real source: the simulator must find every one of them.
export interface PlantedBug {
  readonly name: string;
  readonly file: string;
  readonly right: string;
  readonly wrong: string;
  /** The promise that breaks, as the simulator counts it. */
  readonly breaks: readonly ('lost' | 'doubled' | 'diverged' | 'claimsHeldTwice')[];
}

export const plantedBugs: readonly PlantedBug[] = [
  {
    name: 'the region acknowledges before it commits',
    file: 'server/writer.ts',
    right: 'await store.append(loaded.head, judged.rows)',
    wrong:
      "(parts.scheduler.soon(() => void store.append(loaded.head, judged.rows).catch(() => 'ok')), 'ok' as string)",
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
    right: 'if (outcome.refusal !== null) keepRefusal',
    wrong: 'if (outcome.seq < 0 && outcome.refusal !== null) keepRefusal',
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
];
