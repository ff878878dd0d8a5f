/**
 * The cards, with one clock for all of them.
 */
import type { ListedStream } from '#protocol/http/streams.ts';
import { useNow } from '../../ui/index.ts';
import styles from './live-section.module.css';
import { StreamCard } from './stream-card.tsx';

export interface StreamListProps {
  readonly streams: readonly ListedStream[];
  readonly level: 2 | 3;
}

export function StreamList({ streams, level }: StreamListProps) {
  const nowMs = useNow(30_000);
  return (
    <ul className={styles.grid}>
      {streams.map((stream) => (
        <li key={stream.id}>
          <StreamCard stream={stream} nowMs={nowMs} level={level} />
        </li>
      ))}
    </ul>
  );
}
