/**
 * Who is live: waiting, failed, nobody, or the cards. The count is announced when it changes.
 */
import { VisuallyHidden } from '../../ui/index.ts';
import { EmptyList, FailedList, LoadingList, StaleNotice } from './list-states.tsx';
import styles from './live-section.module.css';
import { StreamList } from './stream-list.tsx';
import { strings } from './strings.ts';
import { useLiveStreams } from './use-live-streams.ts';

export interface LiveSectionProps {
  /** Level of its heading: the page's first where there is no hero. */
  readonly level: 1 | 2;
}

export function LiveSection({ level }: LiveSectionProps) {
  const { data, error, isFetching, refetch } = useLiveStreams();
  const below = level === 1 ? 2 : 3;
  const Heading = `h${level}` as const;
  const count = data === undefined ? null : strings.howMany(data.length);
  return (
    <section className={styles.section} id="live" aria-labelledby="live-title" aria-busy={data === undefined && !error}>
      <div className={styles.head}>
        <Heading id="live-title" className={styles.title}>
          {strings.title}
        </Heading>
        {data !== undefined && data.length > 0 && (
          <span className={styles.count} aria-hidden="true">
            {data.length}
          </span>
        )}
      </div>
      <VisuallyHidden role="status">{count ?? (error ? '' : strings.loading)}</VisuallyHidden>
      {data !== undefined && error && <StaleNotice />}
      {data === undefined && error && (
        <FailedList error={error} retrying={isFetching} onRetry={() => void refetch()} level={below} />
      )}
      {data === undefined && !error && <LoadingList />}
      {data?.length === 0 && <EmptyList level={below} />}
      {data !== undefined && data.length > 0 && <StreamList streams={data} level={below} />}
    </section>
  );
}
