/**
 * What starts soon, with its time in the reader's own zone. Nothing announced: nothing shown.
 */
import { Link } from '@tanstack/react-router';
import { CalendarClock } from 'lucide-react';
import type { Stream } from '#protocol/http/streams.ts';
import { Avatar, Badge, useNow } from '../../ui/index.ts';
import type { Filter } from './filter.ts';
import styles from './live-section.module.css';
import { startOf } from './starts.ts';
import { strings } from './strings.ts';
import upcoming from './upcoming-section.module.css';
import { useUpcoming } from './use-live-streams.ts';

export interface UpcomingSectionProps {
  readonly level: 2;
  readonly filter: Filter;
}

export function UpcomingSection({ level, filter }: UpcomingSectionProps) {
  const { data = [] } = useUpcoming(filter);
  const nowMs = useNow(30_000);
  if (data.length === 0) return null;
  const Heading = `h${level}` as const;
  return (
    <section className={styles.section} aria-labelledby="soon-title">
      <div className={styles.head}>
        <Heading id="soon-title" className={styles.title}>
          {strings.soon}
        </Heading>
      </div>
      <ul className={upcoming.grid}>
        {data.map((stream) => (
          <li key={stream.id}>
            <UpcomingCard stream={stream} nowMs={nowMs} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function UpcomingCard({ stream, nowMs }: { readonly stream: Stream; readonly nowMs: number }) {
  const { title, performer, scheduledFor, priceTokens, adult, tags } = stream;
  return (
    <article className={upcoming.card}>
      <Avatar name={performer.displayName} seed={performer.id} />
      <div className={upcoming.words}>
        <h3 className={upcoming.title}>{title}</h3>
        <Link to="/u/$handle" params={{ handle: performer.handle }} className={upcoming.by}>
          {performer.displayName}
        </Link>
        {scheduledFor && (
          <p className={upcoming.when}>
            <CalendarClock aria-hidden="true" />
            <time dateTime={scheduledFor}>{startOf(scheduledFor, nowMs)}</time>
          </p>
        )}
        <span className={upcoming.tags}>
          {priceTokens !== null && <Badge>{strings.price(priceTokens)}</Badge>}
          {adult && <Badge>{strings.adult}</Badge>}
          {tags.map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </span>
      </div>
    </article>
  );
}
