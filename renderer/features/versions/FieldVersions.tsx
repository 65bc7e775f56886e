import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { type Field, isDisputed, versionIds } from '../../../shared/domain/field/field.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { digitOf } from '../../ui/digitOf.ts';
import { StatusSign } from '../../ui/sign/StatusSign.tsx';
import { formatClock } from '../../ui/time/formatTime.ts';
import { useFrame } from '../frame/frameContext.ts';
import { personOf } from '../sync/useTroubleText.ts';
import { bothTexts, type VersionPair, versionPair } from './versionChoice.ts';
import styles from './versions.module.css';

interface FieldVersionsProps {
  readonly name: string;
  readonly field: Field<string> | undefined;
  /** Saves the chosen text; true when it became durable. */
  readonly onChoose: (text: string, seen: readonly string[]) => Promise<boolean>;
}

/** A chip beside the field, never a modal: the call goes on, and the choice waits for a quiet moment. */
export function FieldVersions({ name, field, onChoose }: FieldVersionsProps) {
  const say = useText('plan');
  const { session } = useFrame();
  const [isOpen, setOpen] = useState(false);
  const panelId = useId();
  const pair = isDisputed(field) ? versionPair(field ?? [], session.desk) : null;
  if (pair === null) return null;
  return (
    <div className={cx(styles.versions)}>
      <button
        type="button"
        className={cx(styles.chip)}
        aria-expanded={isOpen}
        aria-controls={panelId}
        data-versions
        onClick={() => setOpen(!isOpen)}
      >
        <StatusSign shape="conflict" text={say('versions.two')} />
      </button>
      {isOpen && (
        <VersionChoice
          id={panelId}
          name={name}
          pair={pair}
          onChoose={async (text) => {
            if (await onChoose(text, versionIds([pair.mine, pair.theirs]))) setOpen(false);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}

interface VersionChoiceProps {
  readonly id: string;
  readonly name: string;
  readonly pair: VersionPair<string>;
  readonly onChoose: (text: string) => Promise<void>;
  readonly onClose: () => void;
}

function VersionChoice({ id, name, pair, onChoose, onClose }: VersionChoiceProps) {
  const say = useText('plan');
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  const choices = [
    { key: 1, text: say('versions.mine'), value: pair.mine.value, version: pair.mine },
    { key: 2, text: say('versions.theirs'), value: pair.theirs.value, version: pair.theirs },
    { key: 3, text: say('versions.both'), value: bothTexts(pair), version: null },
  ];
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      return onClose();
    }
    if (event.ctrlKey || event.altKey) return;
    const choice = choices.find((one) => one.key === digitOf(event.nativeEvent));
    if (choice === undefined) return;
    event.preventDefault();
    void onChoose(choice.value);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame of its own.
    <div
      id={id}
      role="group"
      aria-label={say('versions.title', { field: name })}
      className={cx(styles.panel)}
      onKeyDown={onKeyDown}
    >
      <p className={cx(styles.lead)}>{say('versions.lead')}</p>
      {choices.map((choice) => (
        <div key={choice.key} className={cx(styles.version)}>
          <p className={cx(styles.text)}>{choice.value === '' ? say('versions.empty') : choice.value}</p>
          {choice.version !== null && (
            <p className={cx(styles.by)}>
              {say('versions.by', {
                user: personOf(choice.version.by.user),
                time: formatClock(choice.version.at),
              })}
            </p>
          )}
          <Button
            size="small"
            chord={String(choice.key)}
            onPress={() => void onChoose(choice.value)}
            {...(choice.key === 1 ? { ref: first } : {})}
          >
            {choice.text}
          </Button>
        </div>
      ))}
      <Button look="quiet" size="small" chord="Esc" onPress={onClose}>
        {say('versions.close')}
      </Button>
    </div>
  );
}
