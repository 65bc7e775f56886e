import { Button as AriaButton } from 'react-aria-components';
import { useShortcut } from '../../keys/useShortcut.ts';
import { useText } from '../../texts/useText.ts';
import { cx } from '../../ui/cx.ts';
import { useFrame } from '../frame/frameContext.ts';
import styles from './EmergencyButton.module.css';

/** In the top layer, so that an open dialog neither hides it from screen readers nor swallows the press. */
export function EmergencyButton() {
  const say = useText('emergency');
  const { dock, openEmergency, closeDock } = useFrame();
  const isOpen = dock === 'emergency';
  const toggle = () => (isOpen ? closeDock() : openEmergency());
  useShortcut('emergency', toggle);
  return (
    <div data-react-aria-top-layer="true" className={cx(styles.place)}>
      <AriaButton aria-expanded={isOpen} className={cx(styles.button)} onPress={toggle}>
        <svg className={cx('shape', styles.shape)} viewBox="0 0 16 16" aria-hidden="true">
          <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" fill="currentColor" />
        </svg>
        <span className={cx(styles.spoken)}>{say('button')} </span>
        <span>112</span> <kbd>F9</kbd>
      </AriaButton>
    </div>
  );
}
