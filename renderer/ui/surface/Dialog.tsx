import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { IconButton } from '../control/IconButton.tsx';
import { cx } from '../cx.ts';
import styles from './Dialog.module.css';

export interface DialogProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly width?: 'normal' | 'wide';
  /** A long text with nothing to press in it: the arrows must still be able to scroll it. */
  readonly isReading?: true;
}

/** Leaves the top bar uncovered: the emergency button is one key and one click away in every dialog. */
export function Dialog({
  title,
  closeLabel,
  isOpen,
  onClose,
  children,
  width = 'normal',
  isReading,
}: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className={cx(styles.overlay)}
    >
      <Modal className={cx(styles.modal, styles[width])}>
        <AriaDialog className={cx(styles.dialog)}>
          <div className={cx(styles.head)}>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <IconButton label={closeLabel} icon={<X />} onPress={onClose} />
          </div>
          <div className={cx(styles.body)} {...(isReading === true ? { tabIndex: 0 } : {})}>
            {children}
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
