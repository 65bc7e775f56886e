import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { cx } from '../cx.ts';
import { still } from '../still.tsx';
import styles from './IconButton.module.css';

export interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  /** The name; an icon alone says nothing to a screen reader. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly onBanner?: true;
  readonly ref?: Ref<HTMLButtonElement>;
}

export const IconButton = still(({ label, icon, onBanner, ...rest }: IconButtonProps) => {
  return (
    <AriaButton {...rest} aria-label={label} className={cx(styles.button, onBanner && styles.onBanner)}>
      {icon}
    </AriaButton>
  );
});
