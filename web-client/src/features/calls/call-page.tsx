/**
 * `/call/:id`: a room of two, from the lobby to the end. What stands beside the pictures is handed in.
 */
import type { ReactNode } from 'react';
import type { Stream } from '#protocol/http/streams.ts';
import { Id } from '#protocol/ids.ts';
import type { Presence } from '#protocol/socket/room.ts';
import { ConnectionBanner, useReadable } from '../../live/index.ts';
import type { Readable, Signalling } from '../../signalling/index.ts';
import { Spinner, usePageTitle } from '../../ui/index.ts';
import styles from './call.module.css';
import { CallControls } from './call-controls.tsx';
import { CallLobby } from './call-lobby.tsx';
import { otherSource } from './call-media.ts';
import { CallOver, isOver } from './call-over.tsx';
import { CallStage } from './call-stage.tsx';
import { callViewOf } from './call-state.ts';
import type { CallVisit } from './call-visit.ts';
import { strings } from './strings.ts';
import { useCall } from './use-call.ts';

/** The room, for what stands beside the pictures. */
export interface BesideCall {
  readonly signalling: Signalling;
  /** Counts the room's snapshots. */
  readonly snapshots: Readable<number>;
  readonly stream: Stream;
  readonly presence: Presence;
}

export interface CallPageProps {
  readonly id: string;
  readonly beside: (room: BesideCall) => ReactNode;
  /** What one can do for who performs. */
  readonly ways: (room: BesideCall) => ReactNode;
}

export function CallPage(props: CallPageProps) {
  // What cannot be a room needs no devices to find out.
  if (!Id.safeParse(props.id).success) return <CallOver view="gone" isHost={false} onAgain={() => undefined} />;
  return <VisitedCall {...props} />;
}

function VisitedCall(props: CallPageProps) {
  const visit = useCall(props.id);
  if (visit === undefined) return <Spinner label={strings.connecting} />;
  return <Call {...props} visit={visit} />;
}

function Call({ visit, beside, ways }: CallPageProps & { readonly visit: CallVisit }) {
  const state = useReadable(visit.state);
  const watch = useReadable(visit.watch);
  const capture = useReadable(visit.capture.state);
  const connection = useReadable(visit.signalling.state);
  const { room, part } = state;
  const view = callViewOf(state, watch);
  const joined = room?.phase === 'joined' ? room : undefined;
  const title = joined?.stream.title ?? strings.title;
  usePageTitle(title);
  if (view === 'lobby') return <CallLobby capture={visit.capture} state={capture} onJoin={() => visit.join()} />;
  if (isOver(view)) return <CallOver view={view} isHost={part === 'host'} onAgain={() => visit.join()} />;
  const { signalling, snapshots } = visit;
  const around = joined && { signalling, snapshots, stream: joined.stream, presence: joined.presence };
  return (
    <div className={styles.page}>
      <ConnectionBanner state={connection} onRetry={() => signalling.retryNow()} />
      <div className={styles.main}>
        <CallStage
          view={view}
          part={part}
          stream={joined?.stream}
          media={visit.stream}
          muted={joined !== undefined && otherSource(part, joined.media, 'microphone') === 'paused'}
          blurred={joined?.hold.blurred ?? false}
          capture={capture}
        />
        <div className={styles.bar}>
          <h1 className={styles.title}>{title}</h1>
          {around && ways(around)}
          <CallControls
            capture={visit.capture}
            state={capture}
            isHost={part === 'host'}
            onLeave={() => visit.leave()}
            onEnd={() => void visit.end()}
          />
        </div>
      </div>
      <aside className={styles.side} aria-label={strings.beside}>
        {around && beside(around)}
      </aside>
    </div>
  );
}
