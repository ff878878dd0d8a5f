/**
 * `/r/:streamId`: the stage with what belongs to it, or why one cannot come in.
 */
import { useState } from 'react';
import { Id } from '#protocol/ids.ts';
import { ConnectionBanner, PresencePanel } from '../../live/index.ts';
import { cx, usePageTitle } from '../../ui/index.ts';
import { AboutStream } from './about-stream.tsx';
import { RefusedPanel } from './refused-panel.tsx';
import styles from './room-page.module.css';
import { Stage } from './stage.tsx';
import { strings } from './strings.ts';
import { useVisit } from './use-visit.ts';

export interface RoomPageProps {
  readonly streamId: string;
}

export function RoomPage({ streamId }: RoomPageProps) {
  // What cannot be a room needs no socket to find out.
  if (!Id.safeParse(streamId).success) return <NoRoom />;
  return <VisitedRoom streamId={streamId} />;
}

function NoRoom() {
  usePageTitle(strings.refused.notFound.title);
  return <RefusedPanel code="NOT_FOUND" facts={{}} onRetry={() => undefined} />;
}

function VisitedRoom({ streamId }: RoomPageProps) {
  const { visit, userId, connection, room, watch } = useVisit(streamId);
  const [theatre, setTheatre] = useState(false);
  const joined = room.phase === 'joined' ? room : undefined;
  usePageTitle(joined ? `${joined.stream.title} · ${joined.stream.performer.displayName}` : strings.title);
  const banner = <ConnectionBanner state={connection} onRetry={visit.retry} />;
  if (room.phase === 'refused') {
    return (
      <>
        {banner}
        <RefusedPanel code={room.code} facts={room.facts} onRetry={visit.retry} />
      </>
    );
  }
  return (
    <div className={cx(styles.page, theatre && styles.theatre)}>
      {banner}
      <div className={styles.stage}>
        <Stage
          visit={visit}
          room={room}
          watch={watch}
          theatre={theatre}
          onTheatre={() => setTheatre((before) => !before)}
        />
      </div>
      <div className={styles.about}>
        <AboutStream room={joined} />
      </div>
      <aside className={styles.side}>
        <PresencePanel presence={joined?.presence} own={userId} performer={joined?.stream.performer.id} />
      </aside>
    </div>
  );
}
