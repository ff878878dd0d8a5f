/**
 * `/r/:streamId`: the stage with what belongs to it, or why one cannot come in. What stands beside the stage is handed in.
 */
import { type ReactNode, useState } from 'react';
import type { Stream } from '#protocol/http/streams.ts';
import { Id } from '#protocol/ids.ts';
import type { Presence } from '#protocol/socket/room.ts';
import { ConnectionBanner } from '../../live/index.ts';
import type { Readable, Signalling } from '../../signalling/index.ts';
import { cx, usePageTitle } from '../../ui/index.ts';
import { AboutStream } from './about-stream.tsx';
import { RefusedPanel } from './refused-panel.tsx';
import styles from './room-page.module.css';
import { Stage } from './stage.tsx';
import { strings } from './strings.ts';
import { useSettled } from './use-settled.ts';
import { useVisibleHeight } from './use-visible-height.ts';
import { useVisit } from './use-visit.ts';

/** The room, for what stands beside its stage. */
export interface BesideStage {
  readonly signalling: Signalling;
  /** Counts the room's snapshots. */
  readonly snapshots: Readable<number>;
  /** Undefined while the room is being entered. */
  readonly stream: Stream | undefined;
  readonly presence: Presence | undefined;
  /** Who looks, where they are signed in. */
  readonly own: string | undefined;
  /** Whether the picture has come, or nothing needs to be waited for: other code may be loaded. */
  readonly settled: boolean;
}

/** The same for what lies over the picture. */
export interface OverStage extends BesideStage {
  /** The sound of the show is off. */
  readonly muted: boolean;
}

export interface RoomPageProps {
  readonly streamId: string;
  readonly beside: (room: BesideStage) => ReactNode;
  /** Over the picture; takes no presses. */
  readonly over: (room: OverStage) => ReactNode;
  /** What one can do for who performs, beside their name. */
  readonly ways: (room: BesideStage) => ReactNode;
}

export function RoomPage(props: RoomPageProps) {
  const { streamId } = props;
  // What cannot be a room needs no socket to find out.
  if (!Id.safeParse(streamId).success) return <NoRoom />;
  return <VisitedRoom {...props} />;
}

function NoRoom() {
  usePageTitle(strings.refused.notFound.title);
  return <RefusedPanel code="NOT_FOUND" facts={{}} onRetry={() => undefined} />;
}

function VisitedRoom({ streamId, beside, over, ways }: RoomPageProps) {
  const { visit, userId, connection, room, watch } = useVisit(streamId);
  const [theatre, setTheatre] = useState(false);
  const settled = useSettled(room, watch);
  useVisibleHeight();
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
  const { signalling, snapshots } = visit;
  const around = { signalling, snapshots, stream: joined?.stream, presence: joined?.presence, own: userId, settled };
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
          settled={settled}
          over={(muted) => over({ ...around, muted })}
        />
      </div>
      <div className={styles.about}>
        <AboutStream room={joined} ways={ways(around)} />
      </div>
      <aside className={styles.side} aria-label={strings.beside}>
        {beside(around)}
      </aside>
    </div>
  );
}
