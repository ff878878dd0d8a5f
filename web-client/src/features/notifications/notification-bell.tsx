/**
 * The bell in the header, with how many are unread, and the list behind it.
 */
import { Bell } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import styles from './notification-bell.module.css';
import { NotificationList } from './notification-list.tsx';
import { strings } from './strings.ts';
import { useInbox } from './use-inbox.ts';
import { useLiveToasts } from './use-live-toasts.ts';

export function NotificationBell() {
  const [open, setOpen] = useState(false);
  const state = useInbox();
  useLiveToasts(state.inbox);
  const unread = state.inbox?.unread ?? 0;
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button type="button" className={styles.bell} aria-label={strings.bell(unread)}>
          <Bell aria-hidden="true" />
          {unread > 0 && (
            <span className={styles.unread} aria-hidden="true">
              {strings.unreadShort(unread)}
            </span>
          )}
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles.panel}
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label={strings.title}
          onOpenAutoFocus={(event) => {
            // Not on its first button, whose tooltip would lie over the bell.
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
        >
          <NotificationList state={state} onLeave={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
