import { useSyncExternalStore } from 'react';

// Below this the notes have no room beside the assessment: 200 % zoom on a 1440 px window gives 720.
const narrow = window.matchMedia('(max-width: 62rem)');

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => narrow.matches);
}

function subscribe(changed: () => void): () => void {
  narrow.addEventListener('change', changed);
  return () => narrow.removeEventListener('change', changed);
}
