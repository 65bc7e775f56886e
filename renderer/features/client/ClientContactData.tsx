import { fieldValue } from '../../../shared/domain/field/field.ts';
import type { ClientView } from '../../../shared/protocol/deskViews.ts';
import { type TextKey, useText } from '../../texts/useText.ts';
import { cx } from '../../ui/cx.ts';
import styles from './IdentifyPanel.module.css';

const fields = ['phone', 'address', 'municipality'] as const;

/** How to reach the client. What a non-disclosure order hides is named as hidden, never left blank. */
export function ClientContactData({ client }: { client: ClientView }) {
  const say = useText('client');
  const valueText = (field: (typeof fields)[number]): string => {
    if (client.masked.includes(field)) return say('hidden');
    const value = fieldValue(client[field]) ?? null;
    if (value === null || value === '') return say('unknown');
    const named = `municipality.${value}`;
    return field === 'municipality' && isNamed(named) ? say(named) : value;
  };
  return (
    <section aria-label={say('contactData')}>
      <h3>{say('contactData')}</h3>
      <dl className={cx(styles.data)}>
        {fields.map((field) => (
          <div key={field}>
            <dt>{say(field)}</dt>
            <dd>{valueText(field)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const named = ['286', '285', '075', '624', '935', '489'].map((code) => `municipality.${code}`);

function isNamed(key: string): key is Extract<TextKey<'client'>, `municipality.${string}`> {
  return named.includes(key);
}
