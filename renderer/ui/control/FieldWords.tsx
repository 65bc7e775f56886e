import { Text } from 'react-aria-components';
import { cx } from '../cx.ts';
import styles from './field.module.css';

export interface FieldWordsProps {
  readonly hint: string | undefined;
  readonly error: string | null | undefined;
}

/** Under a field: what it wants, or instead what is wrong with what stands in it. */
export function FieldWords({ hint, error }: FieldWordsProps) {
  const wrong = error !== null && error !== undefined;
  const words = wrong ? error : hint;
  if (words === undefined) return null;
  return (
    <Text slot="description" className={cx(wrong ? styles.error : styles.hint)}>
      {words}
    </Text>
  );
}
