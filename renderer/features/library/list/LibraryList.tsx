import { Plus, Upload } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useLiveQuery } from '../../../desk/useLiveQuery.ts';
import { useLanguage, useText } from '../../../texts/useText.ts';
import { Button } from '../../../ui/control/Button.tsx';
import { TextField } from '../../../ui/control/TextField.tsx';
import { ToggleRow } from '../../../ui/control/ToggleRow.tsx';
import { cx } from '../../../ui/cx.ts';
import { EmptyState } from '../../../ui/sign/EmptyState.tsx';
import { Panel } from '../../../ui/surface/Panel.tsx';
import { RowList } from '../../../ui/surface/RowList.tsx';
import { said } from '../../contact/localText.ts';
import { Trouble } from '../../contact/Trouble.tsx';
import { ImportDialog } from '../bring/ImportDialog.tsx';
import { NewScriptDialog } from '../bring/NewScriptDialog.tsx';
import { useMayAuthor } from '../mayAuthor.ts';
import { refKey, type ScriptRef } from '../scriptRef.ts';
import { LibraryLine } from './LibraryLine.tsx';
import { type Listing, type StatusFilter, shownRows, statusFilters } from './libraryRows.ts';
import styles from './list.module.css';
import { ProveAll } from './ProveAll.tsx';

interface LibraryListProps {
  readonly listing: Listing;
  readonly onListing: (listing: Listing) => void;
  readonly onOpen: (script: ScriptRef) => void;
}

export function LibraryList({ listing, onListing, onOpen }: LibraryListProps) {
  const say = useText('library');
  const language = useLanguage();
  const mayAuthor = useMayAuthor();
  const { data: rows, refusal, fault } = useLiveQuery('script.library', {});
  const [bringing, setBringing] = useState<'import' | 'new' | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const shown = shownRows(rows ?? [], listing, language);
  useFirstFocus(place, listing.from, rows !== undefined);
  const open = (key: string) => {
    const row = shown.find((one) => refKey(one) === key);
    if (row !== undefined) onOpen({ scriptId: row.scriptId, version: row.version });
  };
  return (
    <div ref={place} className={cx(styles.screen)}>
      <Panel
        title={say('title')}
        level={1}
        aside={
          <div className={cx(styles.acts)}>
            {rows !== undefined && rows.length > 0 && <ProveAll rows={shown} />}
            {mayAuthor && (
              <>
                <Button
                  size="small"
                  icon={<Upload aria-hidden="true" />}
                  onPress={() => setBringing('import')}
                >
                  {say('import.open')}
                </Button>
                <Button size="small" icon={<Plus aria-hidden="true" />} onPress={() => setBringing('new')}>
                  {say('new.open')}
                </Button>
              </>
            )}
          </div>
        }
      >
        <div className={cx(styles.finding)}>
          <TextField
            label={say('find.label')}
            hint={say('find.hint')}
            value={listing.typed}
            onChange={(typed) => onListing({ ...listing, typed, from: null })}
            onKeyDown={(event) => {
              if (event.key === 'ArrowDown') focusFirstRow(place.current);
              else if (event.key === 'Enter' && shown[0] !== undefined) {
                // Else the same key press would go on to whatever has the focus next.
                event.preventDefault();
                open(refKey(shown[0]));
              } else event.continuePropagation();
            }}
          />
          <ToggleRow<StatusFilter>
            label={say('filter.label')}
            options={statusFilters.map((key) => ({ key, text: say(`filter.${key}`) }))}
            value={listing.status}
            onPick={(status) => onListing({ ...listing, status, from: null })}
          />
          <p role="status" className={cx(styles.muted)}>
            {say('list.count', { count: shown.length })}
          </p>
        </div>
        <Trouble refusal={refusal} fault={fault} />
        {rows === undefined && refusal === null && fault === null && (
          <EmptyState>{say('loading')}</EmptyState>
        )}
        {rows !== undefined && (
          <RowList
            label={say('list.label')}
            rows={shown}
            idOf={refKey}
            nameOf={(row) => said(row.title, language)}
            render={(row) => <LibraryLine row={row} />}
            onOpen={open}
            selected={listing.from === null ? null : refKey(listing.from)}
            empty={<EmptyState>{say(rows.length === 0 ? 'list.empty' : 'list.none')}</EmptyState>}
          />
        )}
      </Panel>
      {bringing === 'import' && <ImportDialog onClose={() => setBringing(null)} onOpen={onOpen} />}
      {bringing === 'new' && (
        <NewScriptDialog
          taken={new Set((rows ?? []).map((one) => one.scriptId))}
          onClose={() => setBringing(null)}
          onOpen={onOpen}
        />
      )}
    </div>
  );
}

function focusFirstRow(place: HTMLElement | null): void {
  place?.querySelector<HTMLElement>('[role="row"]')?.focus();
}

/** Coming in, the next key searches; coming back, it goes on from the row that was open. */
function useFirstFocus(
  place: { readonly current: HTMLElement | null },
  from: ScriptRef | null,
  isReady: boolean,
): void {
  const isDone = useRef(false);
  useEffect(() => {
    if (isDone.current || !isReady) return;
    isDone.current = true;
    const row = from === null ? null : place.current?.querySelector<HTMLElement>(rowSelector(from));
    (row ?? place.current?.querySelector<HTMLElement>('input'))?.focus();
    row?.scrollIntoView({ block: 'center' });
  });
}

function rowSelector(script: ScriptRef): string {
  return `[role="row"][data-key="${CSS.escape(refKey(script))}"]`;
}
