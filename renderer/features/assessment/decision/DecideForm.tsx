import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { lineCharsMax } from '../../../../shared/base/text.ts';
import type { DispositionView } from '../../../../shared/protocol/deskViews.ts';
import { useText } from '../../../texts/useText.ts';
import { Button } from '../../../ui/control/Button.tsx';
import { RadioDigits } from '../../../ui/control/RadioDigits.tsx';
import { TextField } from '../../../ui/control/TextField.tsx';
import { cx } from '../../../ui/cx.ts';
import { UrgencyMark } from '../../../ui/sign/UrgencyMark.tsx';
import { useCall } from '../../contact/callContext.ts';
import { said } from '../../contact/localText.ts';
import { Trouble } from '../../contact/Trouble.tsx';
import { useFrame } from '../../frame/frameContext.ts';
import styles from './decision.module.css';
import { rungs, standingDisposition } from './ladder.ts';
import { useDecide } from './useDecide.ts';

interface DecideFormProps {
  readonly direction: 'raise' | 'lower';
  readonly dispositions: readonly DispositionView[];
  readonly onClose: () => void;
}

/** Raising: the nearest rung is chosen already, so Enter is enough. Lowering: the reason comes first. */
export function DecideForm({ direction, dispositions, onClose }: DecideFormProps) {
  const say = useText('assessment');
  const { contact, language } = useCall();
  const { openEmergency } = useFrame();
  const { decide, refusal, fault } = useDecide();
  const { decision = null, view } = contact.assessment ?? {};
  const from = view?.proposal?.disposition ?? standingDisposition(decision, null);
  const choices = rungs(dispositions, from, direction);
  const [chosen, setChosen] = useState<string | null>(from === null ? null : (choices[0]?.code ?? null));
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const radios = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const first = direction === 'raise' ? radios.current?.querySelector('input') : input.current;
    first?.focus();
  }, [direction]);

  const save = async () => {
    if (chosen === null) return;
    if (direction === 'lower' && reason.trim() === '') {
      setMissing(true);
      input.current?.focus();
      return;
    }
    if (chosen === 'emergency_112') openEmergency();
    if (await decide(direction, { disposition: chosen, reason })) onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  if (choices.length === 0)
    return (
      <div className={cx(styles.form)}>
        <p>{say(direction === 'raise' ? 'decide.none' : 'decide.noneLower')}</p>
        <Button size="small" onPress={onClose}>
          {say('decide.cancel')}
        </Button>
      </div>
    );
  return (
    <form className={cx(styles.form)} onSubmit={onSubmit} onKeyDown={onKeyDown}>
      <h4>{say(`decide.${direction}.title`)}</h4>
      <div ref={radios}>
        <RadioDigits
          label={say('decide.to')}
          layout="row"
          value={chosen}
          onPick={setChosen}
          options={choices.map((one) => ({
            key: one.code,
            text: said(one.text, language),
            mark: <UrgencyMark level={one.level} />,
          }))}
        />
      </div>
      <TextField
        inputRef={input}
        label={say(direction === 'lower' ? 'decide.reason' : 'decide.reasonOptional')}
        value={reason}
        onChange={(text) => {
          setReason(text);
          setMissing(false);
        }}
        maxLength={lineCharsMax}
        error={missing ? say('decide.reasonMissing') : null}
      />
      <div className={cx(styles.actions)}>
        <Button type="submit" look="primary" chord="Enter">
          {say('decide.save')}
        </Button>
        <Button look="quiet" chord="Esc" onPress={onClose}>
          {say('decide.cancel')}
        </Button>
      </div>
      <Trouble refusal={refusal} fault={fault} />
    </form>
  );
}
