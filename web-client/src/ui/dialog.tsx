/**
 * A dialog over the page; on a phone a sheet at the lower edge. Focus is held inside and given back.
 */
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
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
  const opener = useRef<Element | null>(null);
  // NOTE: Radix' own Overlay locks scrolling with an inline style, which our CSP forbids; base.css does it instead.
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <div className={styles.overlay} data-state={open ? 'open' : 'closed'} />
        <Radix.Content
          className={cx(styles.dialog, size === 'lg' && styles.lg)}
          data-locks-scroll=""
          aria-modal="true"
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            giveBackFocus(opener.current);
          }}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <div className={styles.head}>
            <Radix.Title className={styles.title}>{title}</Radix.Title>
            {description && <Radix.Description className={styles.description}>{description}</Radix.Description>}
          </div>
          <div className={styles.body}>{children}</div>
          {footer && <div className={styles.footer}>{footer}</div>}
          <Radix.Close asChild>
            <IconButton label="Close" tooltipSide="none" icon={<X />} className={styles.close} />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** To what had it before; where that is gone (the button one signed in with), to the page's content. */
function giveBackFocus(opener: Element | null): void {
  const target = opener?.isConnected ? opener : document.querySelector('main');
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
}
