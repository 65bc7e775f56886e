import { useEffect, useRef } from 'react';
import type { ScriptSourceView } from '../../../../shared/protocol/authoringViews.ts';
import { useCommand } from '../../../desk/useCommand.ts';
import { useText } from '../../../texts/useText.ts';
import { Button } from '../../../ui/control/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { StatusSign } from '../../../ui/sign/StatusSign.tsx';
import { formatClock, formatDate } from '../../../ui/time/formatTime.ts';
import { Trouble } from '../../contact/Trouble.tsx';
import { personOf } from '../../sync/useTroubleText.ts';
import { useOpenScript } from '../open/openScript.ts';
import { stayInPane } from '../open/stayInPane.ts';
import styles from './text.module.css';
import { type MarkedLine, markedLines } from './textDifference.ts';

interface Written {
  readonly text: string;
  readonly by: string;
  readonly at: string;
}

/** Texts that people wrote apart: each whole, with who and when, and what differs marked. A person chooses. */
export function TwoTexts() {
  const say = useText('library');
  const { source, mayAuthor } = useOpenScript();
  const { run, busy, refusal, fault } = useCommand('script.setText');
  if (source.otherTexts.length === 0) return null;
  const texts = writtenTexts(source);
  return (
    <section aria-label={say('two.title')} className={cx(styles.two)}>
      <StatusSign shape="conflict" text={say('two.title')} />
      <p>{say('two.lead')}</p>
      <div className={cx(styles.sheets)}>
        {texts.map((one, index) => {
          const lines = markedLines(one.text, texts[index === 0 ? 1 : 0]?.text ?? '');
          return (
            <div key={`${one.by} ${one.at}`} className={cx(styles.sheet)}>
              <p className={cx(styles.sheetHead)}>
                <strong>{one.by}</strong>
                <span>{`${formatDate(one.at)} ${formatClock(one.at)}`}</span>
                <span>{say('two.lines', { count: lines.filter((line) => line.isOther).length })}</span>
                {mayAuthor && source.draftId !== null && (
                  <Button
                    size="small"
                    isPending={busy}
                    onPress={() =>
                      void run({ draftId: source.draftId ?? '', text: one.text }).then(
                        (reply) => reply.kind === 'done' && stayInPane(),
                      )
                    }
                  >
                    {say('two.choose')}
                  </Button>
                )}
              </p>
              <Sheet label={one.by} lines={lines} />
            </div>
          );
        })}
      </div>
      <Trouble refusal={refusal} fault={fault} />
    </section>
  );
}

/** Opens where the texts part. */
function Sheet({ label, lines }: { label: string; lines: readonly MarkedLine[] }) {
  const sheet = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is shown; then the reader scrolls.
  useEffect(() => {
    const first = sheet.current?.children[lines.findIndex((line) => line.isOther)];
    if (sheet.current === null || !(first instanceof HTMLElement)) return;
    sheet.current.scrollTop = first.offsetTop - sheet.current.offsetTop - sheet.current.clientHeight / 3;
  }, []);
  return (
    <section
      ref={sheet}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrows must be able to scroll it.
      tabIndex={0}
      aria-label={label}
      className={cx(styles.sheetText)}
    >
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place.
        <p key={at} className={cx(line.isOther && styles.other)}>
          {line.text}
        </p>
      ))}
    </section>
  );
}

function writtenTexts(source: ScriptSourceView): readonly Written[] {
  const newest = {
    text: source.text,
    by: source.editedBy === null ? '' : personOf(source.editedBy.user),
    at: source.editedAt ?? '',
  };
  return [newest, ...source.otherTexts.map((one) => ({ ...one, by: personOf(one.by.user) }))];
}
