import { useSyncExternalStore } from 'react';

export type ProofMark = 'proved' | 'broken' | 'checking' | 'unknown';

// By hash of the text: a proof holds for as long as its text is the same, whoever opens it. Gone with the window.
const marks = new Map<string, ProofMark>();
const listeners = new Set<() => void>();

export function markProof(hash: string, mark: ProofMark): void {
  if (marks.get(hash) === mark) return;
  marks.set(hash, mark);
  for (const changed of listeners) changed();
}

export function proofOf(hash: string): ProofMark {
  return marks.get(hash) ?? 'unknown';
}

export function useProofOf(hash: string): ProofMark {
  return useSyncExternalStore(subscribe, () => proofOf(hash));
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}
