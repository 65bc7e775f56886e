import type { LoggedOp } from '../../db/region/ops.ts';

/** One committed op as another process of the same region needs it. */
export interface NewsOp {
  readonly op: LoggedOp;
  readonly chars: number;
  /** Empty when it was refused. */
  readonly scopes: readonly string[];
  /** Scopes its record entered with it: their desks get its earlier ops too. */
  readonly entered: readonly string[];
}

/** One that nobody asked about: who made it and whom it was fed to, but not what it says. */
export interface UnheardOp extends Pick<NewsOp, 'scopes' | 'entered'> {
  readonly seq: number;
  readonly id: string;
  readonly desk: string;
  readonly deskSeq: number;
}

export interface SharedNews {
  readonly epoch: string;
  /** The log's head at the same moment. */
  readonly head: number;
  /** Which op stands at the position asked for, null without one: another one than before means another history. */
  readonly joins?: string | null;
  /** The mark of the head; without it that has to be asked for. */
  readonly headMark?: string | null;
  /** In order, from the first one after the position asked for, without gaps. */
  readonly ops: readonly NewsOp[];
  /** Those that stand between them. */
  readonly unheard?: readonly UnheardOp[];
}

export interface NewsAsk {
  readonly after: number;
  readonly limit: number;
  /** What was fed to none of these may be left unheard; without them everything is told. */
  readonly scopes?: readonly string[];
}

export interface Hearing {
  /** Somebody else committed up to here. */
  head(seq: number): void;
  /** What another process told all others. */
  told(text: string): void;
  /** Hearing began, or began again: whatever was told before is lost. */
  again(): void;
}

/** Failed sign-ins, counted over all processes. */
export interface SharedTries {
  count(key: string): Promise<number>;
  add(key: string): Promise<void>;
  forget(key: string): Promise<void>;
}

/** What a store offers beyond {@link RegionStore} when several processes may stand behind one region. */
export interface SharedLog {
  readNews(ask: NewsAsk): Promise<SharedNews>;
  /** Notices may be lost: they say that looking pays, nothing else. The result ends the hearing. */
  listen(hearing: Hearing): () => Promise<void>;
  /** Tells every other process something short; nobody may depend on it. */
  tell(text: string): Promise<void>;
  /** Holds a duty that only one process may have, for as long as this one lives; false when somebody has it. */
  takeDuty(name: string): Promise<boolean>;
  readonly tries: SharedTries;
}
