/**
 * A small panel beside what it is about; light to dismiss, gives focus back. Not modal: the page behind it stays alive.
 */
import { Popover as Radix } from 'radix-ui';
import { type ReactElement, type ReactNode, useRef } from 'react';
import { cx } from './cx.ts';
import styles from './popover.module.css';

export interface PopoverProps {
  /** Names the panel for screen readers. */
  readonly label: string;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** The button that opens it. Either this or `anchor`. */
  readonly trigger?: ReactElement | undefined;
  /** The element it stands beside, where something else opens it; focus goes back to it. */
  readonly anchor?: HTMLElement | null | undefined;
  readonly side?: 'top' | 'right' | 'bottom' | 'left' | undefined;
  readonly align?: 'start' | 'center' | 'end' | undefined;
  /** Where a list of its own decides the width. */
  readonly snug?: boolean | undefined;
  /** What it is drawn in, where that is not the page: over a full screen nothing else is seen. */
  readonly within?: Element | null | undefined;
  readonly children: ReactNode;
}

export function Popover(props: PopoverProps) {
  const {
    label,
    open,
    onOpenChange,
    trigger,
    anchor,
    side = 'bottom',
    align = 'end',
    snug = false,
    within,
    children,
  } = props;
  // Closed, it may not be told any more what it stood beside.
  const last = useRef(anchor);
  if (anchor) last.current = anchor;
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      {anchor && <Radix.Anchor virtualRef={{ current: anchor }} />}
      <Radix.Portal container={within instanceof HTMLElement ? within : null}>
        <Radix.Content
          className={cx(styles.popover, snug && styles.snug)}
          aria-label={label}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            if (!last.current) return;
            event.preventDefault();
            // Whoever pressed something else is there now.
            if (document.activeElement === document.body) last.current.focus({ preventScroll: true });
          }}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
