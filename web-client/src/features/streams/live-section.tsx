/**
 * Who is live: waiting, failed, nobody, or the cards; people one follows before the others. The count is announced when
 * it changes.
 */
import type { ListedStream } from '#protocol/http/streams.ts';
import { VisuallyHidden } from '../../ui/index.ts';
import type { Filter } from './filter.ts';
import { EmptyList, FailedList, LoadingList, NothingFound, StaleNotice } from './list-states.tsx';
import styles from './live-section.module.css';
import { StreamList } from './stream-list.tsx';
import { strings } from './strings.ts';
import { useFollowed, useLiveStreams } from './use-live-streams.ts';

export interface LiveSectionProps {
  /** Level of its heading: the page's first where there is no hero. */
  readonly level: 1 | 2;
  readonly filter: Filter;
  readonly onClear: () => void;
}

export function LiveSection({ level, filter, onClear }: LiveSectionProps) {
  const { data, error, isFetching, refetch } = useLiveStreams(filter);
  const below = level === 1 ? 2 : 3;
  const Heading = `h${level}` as const;
  const count = data === undefined ? null : strings.howMany(data.length);
  const narrowed = filter.q !== '' || filter.tag !== '';
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
      {data?.length === 0 &&
        (narrowed ? <NothingFound level={below} onClear={onClear} /> : <EmptyList level={below} />)}
      {data !== undefined && data.length > 0 && <Cards streams={data} level={below} />}
    </section>
  );
}

/** People one follows stand first, under a heading of their own where there are others too. */
function Cards({ streams, level }: { readonly streams: readonly ListedStream[]; readonly level: 2 | 3 }) {
  const followed = useFollowed();
  const mine = streams.filter(({ id }) => followed.has(id));
  const others = streams.filter(({ id }) => !followed.has(id));
  if (mine.length === 0) return <StreamList streams={streams} level={level} />;
  const Heading = `h${level}` as const;
  return (
    <>
      <Heading className={styles.subtitle}>{strings.followed}</Heading>
      <StreamList streams={mine} level={level} many={streams.length > 1} />
      {others.length > 0 && (
        <>
          <Heading className={styles.subtitle}>{strings.others}</Heading>
          <StreamList streams={others} level={level} many />
        </>
      )}
    </>
  );
}
