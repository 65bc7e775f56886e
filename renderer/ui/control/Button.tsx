import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { cx } from '../cx.ts';
import { still } from '../still.tsx';
import styles from './Button.module.css';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'isPending'> {
  /** Presses are let pass while the last one is on its way. It keeps focus and says nothing: answers take milliseconds. */
  readonly isPending?: boolean;
  readonly children: ReactNode;
  /** One primary per region. `onBanner` is for the dark bars. */
  readonly look?: 'primary' | 'secondary' | 'quiet' | 'onBanner';
  readonly size?: 'normal' | 'small' | 'large';
  readonly icon?: ReactNode;
  /** The chord as the user sees it, read by screen readers as part of the name. */
  readonly chord?: string | undefined;
  readonly ref?: Ref<HTMLButtonElement>;
}

export const Button = still((props: ButtonProps) => {
  const { children, look = 'secondary', size = 'normal', icon, chord, isPending = false, ...rest } = props;
  const calm = isPending ? { type: 'button' as const, onPress: () => {} } : {};
  return (
    <AriaButton {...rest} {...calm} className={cx(styles.button, styles[look], styles[size])}>
      {icon}
      <span>{children}</span>
      {chord !== undefined && <kbd className={cx(styles.chord)}>{chord}</kbd>}
    </AriaButton>
  );
});
