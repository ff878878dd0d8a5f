/**
 * The cards, with one clock for all of them.
 */
import type { ListedStream } from '#protocol/http/streams.ts';
import { cx, useNow } from '../../ui/index.ts';
import styles from './live-section.module.css';
import { StreamCard } from './stream-card.tsx';

export interface StreamListProps {
  readonly streams: readonly ListedStream[];
  readonly level: 2 | 3;
  /** There are more on the page: none gets the stage for itself. */
  readonly many?: boolean;
}

export function StreamList({ streams, level, many = false }: StreamListProps) {
  const alone = streams.length === 1 && !many;
  const nowMs = useNow(30_000);
  return (
    <ul className={cx(styles.grid, alone && styles.single)}>
      {streams.map((stream) => (
        <li key={stream.id}>
          <StreamCard stream={stream} nowMs={nowMs} level={level} alone={alone} />
        </li>
      ))}
    </ul>
  );
}
