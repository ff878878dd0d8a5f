/**
 * A list of things to do, behind a button.
 */
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './menu.module.css';

export interface MenuProps {
  /** The button that opens it; it must have a name of its own. */
  readonly trigger: ReactElement;
  /** Names it as a region of the page. */
  readonly label?: string | undefined;
  readonly align?: 'start' | 'center' | 'end' | undefined;
  readonly children: ReactNode;
}

export function Menu({ trigger, label = 'Menu', align = 'end', children }: MenuProps) {
  // NOTE: not modal, because a modal Radix menu locks scrolling with an inline style, which our CSP forbids.
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <section aria-label={label}>
          <Radix.Content className={styles.menu} align={align} sideOffset={6} collisionPadding={8}>
            {children}
          </Radix.Content>
        </section>
      </Radix.Portal>
    </Radix.Root>
  );
}

export interface MenuItemProps {
  readonly icon?: ReactNode;
  readonly tone?: 'normal' | 'danger' | undefined;
  readonly disabled?: boolean | undefined;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

export function MenuItem({ icon, tone = 'normal', disabled = false, onSelect, children }: MenuItemProps) {
  return (
    <Radix.Item className={cx(styles.item, tone === 'danger' && styles.danger)} disabled={disabled} onSelect={onSelect}>
      {icon}
      {children}
    </Radix.Item>
  );
}

/** Text that cannot be chosen: whose menu it is. */
export function MenuNote({ children }: { readonly children: ReactNode }) {
  return <Radix.Label className={styles.note}>{children}</Radix.Label>;
}

export function MenuSeparator() {
  return <Radix.Separator className={styles.separator} />;
}
