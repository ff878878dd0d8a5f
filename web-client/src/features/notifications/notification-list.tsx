/**
 * What the bell opens: the newest first, unread ones marked, older ones on demand.
 */
import { Link } from '@tanstack/react-router';
import { CheckCheck, Settings } from 'lucide-react';
import { useState } from 'react';
import { Banner, Button, IconButton, Spinner, useNow } from '../../ui/index.ts';
import styles from './notification-bell.module.css';
import { NotificationItem } from './notification-item.tsx';
import { strings } from './strings.ts';
import type { InboxState } from './use-inbox.ts';

export interface NotificationListProps {
  readonly state: InboxState;
  /** The person follows a link. */
  readonly onLeave: () => void;
}

export function NotificationList({ state, onLeave }: NotificationListProps) {
  const { inbox, error, again, read } = state;
  const nowMs = useNow(30_000);
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.title}>{strings.title}</h2>
        {inbox !== undefined && inbox.unread > 0 && (
          <IconButton size="sm" label={strings.readAll} icon={<CheckCheck />} onClick={() => void read()} />
        )}
        <Link to="/settings/notifications" className={styles.settings} aria-label={strings.settings} onClick={onLeave}>
          <Settings aria-hidden="true" />
        </Link>
      </div>
      {inbox === undefined && error === null && <Spinner label={strings.loading} />}
      {inbox === undefined && error !== null && (
        <Banner
          tone="error"
          action={
            <Button size="sm" onClick={again}>
              {strings.again}
            </Button>
          }
        >
          {strings.failed}
        </Banner>
      )}
      {inbox?.notifications.length === 0 && <p className={styles.empty}>{strings.empty}</p>}
      {inbox !== undefined && inbox.notifications.length > 0 && (
        <ul className={styles.list}>
          {inbox.notifications.map((one) => (
            <li key={one.id}>
              <NotificationItem notification={one} nowMs={nowMs} onRead={() => void read(one.id)} onLeave={onLeave} />
            </li>
          ))}
        </ul>
      )}
      {inbox?.more && <Older older={state.older} />}
    </>
  );
}

function Older({ older }: { readonly older: () => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const load = async (): Promise<void> => {
    setBusy(true);
    setFailed(false);
    await older().catch(() => setFailed(true));
    setBusy(false);
  };
  return (
    <>
      {failed && <Banner tone="error">{strings.failed}</Banner>}
      <Button variant="quiet" size="sm" wide loading={busy} onClick={() => void load()}>
        {strings.older}
      </Button>
    </>
  );
}
