import { useEffect, useState } from 'react';
import { useDeskPort } from '../../desk/DeskProvider.tsx';
import { useText } from '../../texts/useText.ts';
import { MainRegion } from '../frame/Region.tsx';
import { LibraryList } from './list/LibraryList.tsx';
import { type Listing, startOfListing } from './list/libraryRows.ts';
import { ScriptScreen } from './open/ScriptScreen.tsx';
import type { ScriptRef } from './scriptRef.ts';

/** Every assessment script of this desk, for those who answer for them. */
export function LibraryScreen() {
  const say = useText('library');
  const [open, setOpen] = useState<ScriptRef | null>(null);
  // Going back leads to the same row of the same search.
  const [listing, setListing] = useState<Listing>(startOfListing);
  useWarmTasks();
  return (
    <MainRegion label={say('title')}>
      {open === null ? (
        <LibraryList listing={listing} onListing={setListing} onOpen={setOpen} />
      ) : (
        <ScriptScreen
          key={`${open.scriptId}@${open.version}`}
          script={open}
          onOpen={setOpen}
          onBack={() => {
            setListing({ ...listing, from: open });
            setOpen(null);
          }}
        />
      )}
    </MainRegion>
  );
}

/** The engine's workers start while the list is read, so that the first proof does not wait for them. */
function useWarmTasks(): void {
  const port = useDeskPort();
  useEffect(() => {
    void port.task('script.prove', { text: '' });
    void port.task('script.outline', { text: '' });
  }, [port]);
}
