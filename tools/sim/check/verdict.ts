/** What a run found. Every broken promise is also told in words, shortest first cause at the top. */
export interface Verdict {
  acknowledged: number;
  lost: number;
  doubled: number;
  diverged: number;
  claimsHeldTwice: number;
  readonly words: string[];
}

export type BrokenPromise = 'lost' | 'doubled' | 'diverged' | 'claimsHeldTwice';

const wordsMax = 20;

export function emptyVerdict(): Verdict {
  return { acknowledged: 0, lost: 0, doubled: 0, diverged: 0, claimsHeldTwice: 0, words: [] };
}

export function blame(verdict: Verdict, kind: BrokenPromise, words: string): void {
  verdict[kind] += 1;
  const told = `${kind}: ${words}`;
  if (verdict.words.length < wordsMax && !verdict.words.includes(told)) verdict.words.push(told);
}

export function isSound(verdict: Verdict): boolean {
  return verdict.lost + verdict.doubled + verdict.diverged + verdict.claimsHeldTwice === 0;
}
