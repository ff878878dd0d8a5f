/**
 * A dialog over the page; on a phone a sheet at the lower edge. Focus is held inside and given back.
 */
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './dialog.module.css';
import { IconButton } from './icon-button.tsx';

export interface DialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons; the last is the one that goes on. */
  readonly footer?: ReactNode;
  readonly size?: 'md' | 'lg' | undefined;
}

export function Dialog({ open, onOpenChange, title, description, children, footer, size = 'md' }: DialogProps) {
  // NOTE: Radix' own Overlay locks scrolling with an inline style, which our CSP forbids; base.css does it instead.
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <div className={styles.overlay} data-state={open ? 'open' : 'closed'} />
        <Radix.Content
          className={cx(styles.dialog, size === 'lg' && styles.lg)}
          data-locks-scroll=""
          aria-modal="true"
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <div className={styles.head}>
            <Radix.Title className={styles.title}>{title}</Radix.Title>
            {description && <Radix.Description className={styles.description}>{description}</Radix.Description>}
          </div>
          <div className={styles.body}>{children}</div>
          {footer && <div className={styles.footer}>{footer}</div>}
          <Radix.Close asChild>
            <IconButton label="Close" icon={<X />} className={styles.close} />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
