/**
 * Shows that come, or that were, with their times in the reader's own zone.
 */
import { Link } from '@tanstack/react-router';
import { CalendarClock, History } from 'lucide-react';
import { useId } from 'react';
import type { Stream } from '#protocol/http/streams.ts';
import { Badge } from '../../ui/index.ts';
import styles from './profile-page.module.css';
import { strings } from './strings.ts';
import { dayOf, minutesBetween, momentOf } from './when.ts';

export interface ShowListProps {
  readonly kind: 'upcoming' | 'past';
  readonly streams: readonly Stream[];
}

export function ShowList({ kind, streams }: ShowListProps) {
  const id = useId();
  const upcoming = kind === 'upcoming';
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.sectionTitle}>
        {upcoming ? <CalendarClock aria-hidden="true" /> : <History aria-hidden="true" />}
        {strings[kind]}
      </h2>
      {streams.length === 0 && <p className={styles.none}>{upcoming ? strings.noUpcoming : strings.noPast}</p>}
      <ul className={styles.list}>
        {streams.map((stream) => (
          <li key={stream.id} className={styles.show}>
            {upcoming ? (
              <Link to="/r/$streamId" params={{ streamId: stream.id }} className={styles.showTitle}>
                {stream.title}
              </Link>
            ) : (
              <span className={styles.showTitle}>{stream.title}</span>
            )}
            <span className={styles.facts}>
              <When stream={stream} upcoming={upcoming} />
              {stream.priceTokens !== null && <Badge>{strings.price(stream.priceTokens)}</Badge>}
              {stream.adult && <Badge>{strings.adult}</Badge>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function When({ stream, upcoming }: { readonly stream: Stream; readonly upcoming: boolean }) {
  const { scheduledFor, liveSince, endedAt } = stream;
  if (upcoming) return scheduledFor && <time dateTime={scheduledFor}>{momentOf(scheduledFor)}</time>;
  const day = liveSince ?? endedAt;
  const minutes = liveSince !== null && endedAt !== null ? minutesBetween(liveSince, endedAt) : null;
  return (
    <>
      {day && <time dateTime={day}>{dayOf(day)}</time>}
      {minutes !== null && <span>{strings.lasted(minutes)}</span>}
    </>
  );
}
