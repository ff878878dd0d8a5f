/**
 * Says when the conversation with the server is interrupted, which attempt is under way, and what can be done about it.
 * A loss that heals at once is not mentioned.
 */
import { useEffect, useState } from 'react';
import type { ConnectionState } from '../signalling/index.ts';
import { Banner, Button } from '../ui/index.ts';
import styles from './connection-banner.module.css';
import { connectionNewsOf } from './connection-news.ts';
import { strings } from './strings.ts';
import { useOnline } from './use-online.ts';

export interface ConnectionBannerProps {
  readonly state: ConnectionState;
  readonly onRetry: () => void;
}

/** Losses shorter than this are nobody's business. */
const patienceMs = 600;

export function ConnectionBanner({ state, onRetry }: ConnectionBannerProps) {
  const news = connectionNewsOf(state, useOnline());
  const interrupted = news === 'reconnecting' || news === 'offline';
  const late = useLate(interrupted);
  if (state.phase === 'ended') return <EndedBanner reason={state.reason} onRetry={onRetry} />;
  if (!interrupted || !late) return null;
  if (news === 'offline') {
    return (
      <div className={styles.banner}>
        <Banner tone="warn" title={strings.offline}>
          {strings.offlineWords}
        </Banner>
      </div>
    );
  }
  const action = (
    <Button size="sm" onClick={onRetry} loading={state.phase === 'connecting'}>
      {strings.tryNow}
    </Button>
  );
  return (
    <div className={styles.banner}>
      <Banner tone="warn" title={strings.reconnecting('attempt' in state ? state.attempt : 0)} action={action}>
        {strings.reconnectingWords}
      </Banner>
    </div>
  );
}

interface EndedProps {
  readonly reason: keyof typeof strings.ended;
  readonly onRetry: () => void;
}

function EndedBanner({ reason, onRetry }: EndedProps) {
  const { title, words, action } = strings.ended[reason];
  const press = reason === 'outdated' ? () => window.location.reload() : onRetry;
  return (
    <div className={styles.banner}>
      <Banner
        tone="error"
        title={title}
        action={
          <Button size="sm" onClick={press}>
            {action}
          </Button>
        }
      >
        {words}
      </Banner>
    </div>
  );
}

/** Whether something has been so for a while. */
function useLate(is: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!is) {
      setLate(false);
      return;
    }
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => clearTimeout(timer);
  }, [is]);
  return late;
}
