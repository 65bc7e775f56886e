import { ShieldAlert } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { parseIdentityCode } from '../../../shared/domain/client/identityCode.ts';
import type { ClientRow } from '../../../shared/protocol/deskViews.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { useText } from '../../texts/useText.ts';
import { TextField } from '../../ui/control/TextField.tsx';
import { cx } from '../../ui/cx.ts';
import { Chip } from '../../ui/sign/Chip.tsx';
import { EmptyState } from '../../ui/sign/EmptyState.tsx';
import { RowList } from '../../ui/surface/RowList.tsx';
import { formatDate } from '../../ui/time/formatTime.ts';
import styles from './IdentifyPanel.module.css';

const codeLength = 11;

/** One field takes an identity code, a name, a number or a birth date; Enter picks the first result. */
export function ClientSearch({ onPick }: { onPick: (row: ClientRow) => void }) {
  const say = useText('client');
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const { data: rows } = useLiveQuery('client.search', asked.length < 2 ? null : { text: asked, limit: 8 });
  const pickFirst = () => {
    const first = rows?.[0];
    if (first !== undefined) onPick(first);
  };
  const looksLikeCode = /^\d{6}[-+A-FU-Y]\w{4}$/i.test(text.trim());
  const codeRight = looksLikeCode && parseIdentityCode(text) !== null;
  const codeWrong = looksLikeCode && !codeRight && text.trim().length === codeLength;
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          pickFirst();
        }}
      >
        <TextField
          label={say('search')}
          hint={codeRight ? say('codeRight') : say('searchHint')}
          error={codeWrong ? say('codeWrong') : null}
          value={text}
          onChange={setText}
          autoFocus
        />
      </form>
      {asked.length >= 2 && (
        <RowList
          label={say('results')}
          rows={rows ?? []}
          idOf={(row) => row.clientId}
          nameOf={(row) => row.name}
          onOpen={(id) => {
            const row = rows?.find((one) => one.clientId === id);
            if (row !== undefined) onPick(row);
          }}
          render={(row) => <ResultRow row={row} />}
          empty={rows === undefined ? null : <EmptyState>{say('noResults')}</EmptyState>}
        />
      )}
      <p className={cx(styles.hint)}>{say('onlyLocal')}</p>
    </>
  );
}

function ResultRow({ row }: { row: ClientRow }) {
  const say = useText('client');
  return (
    <span className={cx(styles.result)}>
      <strong>{row.name}</strong>
      <span className={cx(styles.numbers)}>
        {row.birthDate === null ? say('unknown') : formatDate(row.birthDate)}
        {row.identityCode !== null && ` · ${row.identityCode}`}
      </span>
      {row.nonDisclosure && (
        <Chip look="nonDisclosure" icon={<ShieldAlert aria-hidden="true" />}>
          {say('nonDisclosure')}
        </Chip>
      )}
    </span>
  );
}
