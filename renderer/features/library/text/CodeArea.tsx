import { type ChangeEvent, type KeyboardEvent, memo, useEffect, useRef } from 'react';
import { cx } from '../../../ui/cx.ts';
import styles from './code.module.css';
import { yamlLine } from './yamlLine.ts';

export interface CodeAreaProps {
  readonly label: string;
  readonly describedBy: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly onBlur: () => void;
  readonly isReadOnly: boolean;
  readonly isWrong: boolean;
  /** 1-based lines that something is wrong at. */
  readonly badLines: ReadonlySet<number>;
  readonly wanted: { readonly line: number; readonly count: number } | null;
}

/**
 * A plain text field over its own numbered and coloured lines. The field holds the text, the lines only show it, so
 * undo, selection, input methods and screen readers are the browser's own. Tab leaves it, as it leaves any field.
 */
export function CodeArea(props: CodeAreaProps) {
  const { value, badLines, wanted } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const shown = useRef<HTMLDivElement>(null);
  const lines = value.split('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: gone to once for each wish, wherever the text is by then.
  useEffect(() => {
    if (wanted === null || field.current === null) return;
    const at = Math.min(wanted.line, lines.length) - 1;
    const start = lines.slice(0, at).reduce((sum, line) => sum + line.length + 1, 0);
    field.current.focus({ preventScroll: true });
    field.current.setSelectionRange(start, start + (lines[at]?.length ?? 0));
    shown.current?.children[at]?.scrollIntoView({ block: 'center' });
  }, [wanted]);
  return (
    <div className={cx(styles.frame)}>
      <div className={cx(styles.sheet)}>
        <div ref={shown} aria-hidden="true" className={cx(styles.lines)}>
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place.
            <CodeLine key={index} line={line} isBad={badLines.has(index + 1)} />
          ))}
        </div>
        <textarea
          ref={field}
          id="script-text"
          aria-label={props.label}
          aria-describedby={props.describedBy}
          aria-invalid={props.isWrong}
          className={cx(styles.field)}
          value={value}
          readOnly={props.isReadOnly}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          onChange={(event: ChangeEvent<HTMLTextAreaElement>) => props.onChange(event.target.value)}
          onKeyDown={keepIndent}
          onBlur={props.onBlur}
        />
      </div>
    </div>
  );
}

const CodeLine = memo(function CodeLine({ line, isBad }: { line: string; isBad: boolean }) {
  return (
    <div className={cx(styles.line, isBad && styles.bad)}>
      {yamlLine(line).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the line.
        <span key={index} className={cx(styles[part.kind])}>
          {part.text}
        </span>
      ))}
      {line === '' && '\u200b'}
    </div>
  );
});

/** The next line begins where this one did. Typed through the browser, so that undo takes it back. */
function keepIndent(event: KeyboardEvent<HTMLTextAreaElement>): void {
  const { currentTarget: field } = event;
  if (event.key !== 'Enter' || event.ctrlKey || event.altKey || event.nativeEvent.isComposing) return;
  if (field.readOnly) return;
  const before = field.value.slice(0, field.selectionStart);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  const dash = /^\s*- /.test(line) ? '  ' : '';
  event.preventDefault();
  document.execCommand('insertText', false, `\n${indent}${dash}`);
}
