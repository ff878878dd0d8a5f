/**
 * One notification; pressing it reads it and leads where it belongs.
 */
import { useRouter } from '@tanstack/react-router';
import { BellRing, Radio, UserPlus } from 'lucide-react';
import type { MouseEvent } from 'react';
import type { Notification, NotificationKind } from '#protocol/http/notifications.ts';
import { cx, VisuallyHidden } from '../../ui/index.ts';
import { insideLink } from './inbox.ts';
import styles from './notification-bell.module.css';
import { strings } from './strings.ts';
import { timeAgo } from './time-ago.ts';

const icons: Record<NotificationKind, typeof Radio> = {
  followed_live: Radio,
  new_follower: UserPlus,
  account: BellRing,
};

export interface NotificationItemProps {
  readonly notification: Notification;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
  readonly onRead: () => void;
  readonly onLeave: () => void;
}

export function NotificationItem({ notification, nowMs, onRead, onLeave }: NotificationItemProps) {
  const router = useRouter();
  const { kind, title, text, createdAt, readAt } = notification;
  const link = insideLink(notification.link);
  const Icon = icons[kind];
  const unread = readAt === null;
  const look = cx(styles.item, unread && styles.isUnread);
  const content = (
    <>
      <Icon className={styles.icon} aria-hidden="true" />
      <span className={styles.words}>
        <span className={styles.itemTitle}>
          {unread && <VisuallyHidden>{strings.unread} </VisuallyHidden>}
          {title}
        </span>
        {text && <span className={styles.text}>{text}</span>}
        <time className={styles.when} dateTime={createdAt}>
          {timeAgo(createdAt, nowMs)}
        </time>
      </span>
      {unread && <span className={styles.dot} aria-hidden="true" />}
    </>
  );
  if (link === null) {
    return (
      <button type="button" className={look} onClick={onRead}>
        {content}
      </button>
    );
  }
  const go = (event: MouseEvent): void => {
    if (unread) onRead();
    // Another tab or window is the browser's business.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    router.history.push(link);
    onLeave();
  };
  return (
    <a href={link} className={look} onClick={go}>
      {content}
    </a>
  );
}
