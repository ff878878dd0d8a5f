/**
 * One live stream: all of the card leads into its room, the performer's name to their page.
 */
import { Link } from '@tanstack/react-router';
import { Eye } from 'lucide-react';
import type { ListedStream } from '#protocol/http/streams.ts';
import { Avatar, Badge, buttonClass, CountBadge, cx, LiveBadge, Poster } from '../../ui/index.ts';
import { liveFor } from './live-for.ts';
import styles from './stream-card.module.css';
import { strings } from './strings.ts';

export interface StreamCardProps {
  readonly stream: ListedStream;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
  /** Level of its heading. */
  readonly level: 2 | 3;
  /** Alone on the page: larger, with words beside the picture where there is room. */
  readonly alone: boolean;
}

export function StreamCard({ stream, nowMs, level, alone }: StreamCardProps) {
  const { id, title, performer, viewers, tags } = stream;
  const Heading = `h${level}` as const;
  return (
    <article className={cx(styles.card, alone && styles.alone)}>
      <div className={styles.body}>
        <Heading className={styles.title}>
          <Link to="/r/$streamId" params={{ streamId: id }} className={styles.room}>
            {title}
          </Link>
        </Heading>
        <Link to="/u/$handle" params={{ handle: performer.handle }} className={styles.by}>
          {performer.displayName}
        </Link>
        {tags.length > 0 && (
          <span className={styles.tags}>
            {tags.map((tag) => (
              <Badge key={tag}>{tag}</Badge>
            ))}
          </span>
        )}
        {alone && (
          <span className={cx(buttonClass({ variant: 'primary' }), styles.enter)} aria-hidden="true">
            {strings.enter}
          </span>
        )}
      </div>
      <div className={styles.picture}>
        <div className={styles.art}>
          <Poster seed={id} />
        </div>
        <div className={styles.performer}>
          <Avatar name={performer.displayName} seed={performer.id} size={alone ? 'xl' : 'lg'} />
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
    </article>
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
