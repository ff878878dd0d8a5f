/**
 * `/admin/media`: nodes, workers and rooms, and how they go; with `?room=` one of them. It looks again by itself while
 * somebody looks at it.
 */
import { lazy, Suspense, useState } from 'react';
import { Spinner, usePageTitle } from '../../ui/index.ts';
import styles from './admin.module.css';
import { Answered } from './answered.tsx';
import { MediaHead } from './media-head.tsx';
import { useMedia, useMediaHistory } from './media-live.ts';
import { MediaNodes } from './media-nodes.tsx';
import { MediaRoomView } from './media-room.tsx';
import { MediaRooms } from './media-rooms.tsx';
import { media } from './media-strings.ts';
import { MediaTiles } from './media-tiles.tsx';
import { strings } from './strings.ts';

const MediaCharts = lazy(async () => ({ default: (await import('./media-charts.tsx')).MediaCharts }));

/** What is looked at: one room, or a page of all of them, counted from 0. */
export interface MediaLook {
  readonly room?: string | undefined;
  readonly page?: number | undefined;
}

export function MediaPage({ room, page = 0 }: MediaLook) {
  const [isPaused, setPaused] = useState(false);
  if (room !== undefined) return <MediaRoomView key={room} id={room} isPaused={isPaused} onPause={setPaused} />;
  return <Overview page={page} isPaused={isPaused} onPause={setPaused} />;
}

interface OverviewProps {
  readonly page: number;
  readonly isPaused: boolean;
  readonly onPause: (isPaused: boolean) => void;
}

function Overview({ page, isPaused, onPause }: OverviewProps) {
  const overview = useMedia(page, isPaused);
  usePageTitle(`${media.title} · ${strings.title}`);
  return (
    <>
      <MediaHead
        title={media.title}
        words={media.words}
        isPaused={isPaused}
        onPause={onPause}
        updatedAtMs={overview.dataUpdatedAt}
      />
      <Answered query={overview}>
        {(found) => (
          <>
            <MediaTiles {...found} />
            <MediaRooms rooms={found.rooms} page={page} more={found.more} />
            <MediaNodes nodes={found.nodes} />
            <Charts isPaused={isPaused} />
          </>
        )}
      </Answered>
    </>
  );
}

function Charts({ isPaused }: { readonly isPaused: boolean }) {
  const history = useMediaHistory(isPaused);
  return (
    <section className={styles.card}>
      <h2 className={styles.subtitle}>{media.charts.title}</h2>
      <Answered query={history}>
        {(samples) =>
          samples.length < 2 ? (
            <p className={styles.none}>{media.charts.none}</p>
          ) : (
            <Suspense fallback={<Spinner label={strings.loading} />}>
              <MediaCharts samples={samples} />
            </Suspense>
          )
        }
      </Answered>
    </section>
  );
}
