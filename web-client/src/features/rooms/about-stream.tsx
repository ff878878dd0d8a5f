/**
 * Under the stage: what is played, by whom, before how many.
 */
import { Eye } from 'lucide-react';
import type { ReactNode } from 'react';
import type { JoinedRoom } from '../../signalling/index.ts';
import { Avatar, Badge, CountBadge, LiveBadge, Skeleton, VisuallyHidden } from '../../ui/index.ts';
import styles from './about-stream.module.css';
import { strings } from './strings.ts';

export interface AboutStreamProps {
  readonly room: JoinedRoom | undefined;
  /** What one can do for who performs. */
  readonly ways: ReactNode;
}

export function AboutStream({ room, ways }: AboutStreamProps) {
  if (room === undefined) return <Waiting />;
  const { stream, presence } = room;
  return (
    <div className={styles.about}>
      <Avatar name={stream.performer.displayName} seed={stream.performer.id} size="lg" />
      <div className={styles.words}>
        <h1 className={styles.title}>{stream.title}</h1>
        <p className={styles.performer}>{stream.performer.displayName}</p>
        {(stream.tags.length > 0 || stream.adult) && (
          <ul className={styles.tags} aria-label={strings.tags}>
            {stream.adult && (
              <li>
                <Badge tone="warn">{strings.adult}</Badge>
              </li>
            )}
            {stream.tags.map((tag) => (
              <li key={tag}>
                <Badge>{tag}</Badge>
              </li>
            ))}
          </ul>
        )}
      </div>
      {stream.state === 'LIVE' && (
        <div className={styles.numbers}>
          <LiveBadge />
          <CountBadge
            tone="neutral"
            count={presence.count}
            label={strings.watching}
            icon={<Eye aria-hidden="true" />}
          />
        </div>
      )}
      <div className={styles.ways}>{ways}</div>
    </div>
  );
}

function Waiting() {
  return (
    <div className={styles.about} aria-busy="true">
      <Skeleton width="3.5rem" height="3.5rem" round />
      <div className={styles.words}>
        <VisuallyHidden>
          <h1>{strings.joining}</h1>
        </VisuallyHidden>
        <Skeleton width="min(22rem, 80%)" height="1.6rem" />
        <Skeleton width="9rem" height="1rem" />
      </div>
    </div>
  );
}
