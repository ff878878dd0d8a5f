/**
 * One live stream, as a link into its room.
 */
import { Link } from '@tanstack/react-router';
import { Eye } from 'lucide-react';
import type { ListedStream } from '#protocol/http/streams.ts';
import { Avatar, Badge, CountBadge, LiveBadge, Poster } from '../../ui/index.ts';
import { liveFor } from './live-for.ts';
import styles from './stream-card.module.css';
import { strings } from './strings.ts';

export interface StreamCardProps {
  readonly stream: ListedStream;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
  /** Level of its heading. */
  readonly level: 2 | 3;
}

export function StreamCard({ stream, nowMs, level }: StreamCardProps) {
  const { id, title, performer, viewers, tags } = stream;
  const Heading = `h${level}` as const;
  return (
    <Link to="/r/$streamId" params={{ streamId: id }} className={styles.card}>
      <div className={styles.body}>
        <Heading className={styles.title}>{title}</Heading>
        <p className={styles.by}>{performer.displayName}</p>
        {tags.length > 0 && (
          <span className={styles.tags}>
            {tags.map((tag) => (
              <Badge key={tag}>{tag}</Badge>
            ))}
          </span>
        )}
      </div>
      <div className={styles.picture}>
        <div className={styles.art}>
          <Poster seed={id} />
        </div>
        <div className={styles.performer}>
          <Avatar name={performer.displayName} seed={performer.id} size="lg" />
        </div>
        <div className={styles.top}>
          <LiveBadge />
          <CountBadge count={viewers} label={strings.watching(viewers)} icon={<Eye aria-hidden="true" />} />
        </div>
        <div className={styles.bottom}>
          <Badge tone="overlay">{ageOf(stream, nowMs)}</Badge>
          <Terms stream={stream} />
        </div>
      </div>
    </Link>
  );
}

/** What one should know before going in: its price, its audience. */
function Terms({ stream: { priceTokens, adult } }: { readonly stream: ListedStream }) {
  return (
    <>
      {priceTokens !== null && <Badge tone="overlay">{strings.price(priceTokens)}</Badge>}
      {adult && <Badge tone="overlay">{strings.adult}</Badge>}
    </>
  );
}

function ageOf({ liveSince }: ListedStream, nowMs: number): string {
  const time = liveSince === null ? null : liveFor(liveSince, nowMs);
  return time === null ? strings.justStarted : strings.liveFor(time);
}
