/**
 * One room: what is wrong, where its media is, what is sent and what the pages in it say.
 */
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { MediaRoom, RoomDetail } from '#protocol/http/media.ts';
import { isRefusal } from '../../api/index.ts';
import { EmptyState, Spinner, usePageTitle } from '../../ui/index.ts';
import styles from './admin.module.css';
import { Answered } from './answered.tsx';
import { Facts } from './media-facts.tsx';
import { MediaHead, type MediaHeadProps } from './media-head.tsx';
import { useMediaRoom } from './media-live.ts';
import { MediaProducers } from './media-producers.tsx';
import { StateBadge } from './media-quality.tsx';
import { PerformerSays, ViewersSay } from './media-said.tsx';
import { media, troubleWords } from './media-strings.ts';
import { strings } from './strings.ts';

const words = media.room;
const RoomCharts = lazy(async () => ({ default: (await import('./media-charts.tsx')).RoomCharts }));

export type MediaRoomViewProps = Pick<MediaHeadProps, 'isPaused' | 'onPause'> & { readonly id: string };

export function MediaRoomView({ id, ...pausing }: MediaRoomViewProps) {
  const detail = useMediaRoom(id, pausing.isPaused);
  const title = detail.data?.room.stream?.title ?? media.rooms.unknown;
  usePageTitle(`${title} · ${media.title} · ${strings.title}`);
  const handle = detail.data?.room.stream?.performer.handle;
  return (
    <>
      <Link to="/admin/media">{media.back}</Link>
      {isRefusal(detail.error, 'NOT_FOUND') ? (
        <EmptyState title={words.gone} level={1} />
      ) : (
        <>
          <MediaHead
            {...pausing}
            title={title}
            words={handle === undefined ? '' : `@${handle}.`}
            updatedAtMs={detail.dataUpdatedAt}
          />
          <Answered query={detail}>{(found) => <Detail detail={found} />}</Answered>
        </>
      )}
    </>
  );
}

function Detail({ detail }: { readonly detail: RoomDetail }) {
  const { room, arriving, samples } = detail;
  return (
    <>
      <div className={styles.columns}>
        <Troubles room={room} />
        <Place room={room} />
        <MediaProducers room={room} arriving={arriving} />
        <ViewersSay viewers={room.quality.viewers} />
        <PerformerSays performer={room.quality.performer} />
      </div>
      <section className={styles.card}>
        <h2 className={styles.subtitle}>{words.history}</h2>
        {samples.length < 2 ? (
          <p className={styles.none}>{media.charts.none}</p>
        ) : (
          <Suspense fallback={<Spinner label={strings.loading} />}>
            <RoomCharts samples={samples} />
          </Suspense>
        )}
      </section>
    </>
  );
}

function Troubles({ room: { troubles, state } }: { readonly room: MediaRoom }) {
  return (
    <section className={styles.card}>
      <h2 className={styles.subtitle}>{words.trouble}</h2>
      {troubles.length === 0 && (
        <p className={styles.line}>
          {words.fine} <StateBadge state={state} />
        </p>
      )}
      <ul className={styles.lines}>
        {troubles.map((trouble) => (
          <li key={trouble} className={styles.line}>
            {troubleWords[trouble][1]} <StateBadge state={state}>{troubleWords[trouble][0]}</StateBadge>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Place({ room: { node, mediaEpoch, origin, edges, consumers, viewers } }: { readonly room: MediaRoom }) {
  const placed = edges.map((edge) => words.at(edge.worker, edge.consumers)).join(', ');
  return (
    <section className={styles.card}>
      <h2 className={styles.subtitle}>{words.place}</h2>
      <Facts
        of={[
          [words.node, node ?? media.rooms.noNode],
          [words.epoch, mediaEpoch ?? '–'],
          [words.origin, origin === null ? '–' : words.at(origin.worker, origin.consumers)],
          [words.edges, edges.length === 0 ? words.noEdges : placed],
          [words.consumers, consumers],
          [media.tiles.viewers, viewers],
        ]}
      />
    </section>
  );
}
