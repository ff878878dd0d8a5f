/**
 * What stands beside a stage, the room's and the studio's: the chat, tips and who is here. Their code is its own file and is
 * fetched when the stage has what it needs; until then its place is held.
 */
import { lazy, Suspense } from 'react';
import type { Stream } from '#protocol/http/streams.ts';
import type { Presence } from '#protocol/socket/room.ts';
import { type OpenPerson, PresencePanel } from '../live/index.ts';
import type { Readable, Signalling } from '../signalling/index.ts';
import { Skeleton } from '../ui/index.ts';
import styles from './beside-stage.module.css';
import { strings } from './strings.ts';

export interface BesideStageProps {
  readonly signalling: Signalling;
  readonly snapshots: Readable<number>;
  readonly stream: Stream | undefined;
  readonly presence: Presence | undefined;
  readonly own: string | undefined;
  /** Whether the chat may be loaded now. */
  readonly settled: boolean;
}

const DockBesideStage = lazy(() =>
  import('./dock-beside-stage.tsx').then(
    (dock) => ({ default: dock.DockBesideStage }),
    // The show goes on without it: a new version was put in place while the page was open, or the network is away.
    () => ({ default: ChatMissing }),
  ),
);

export function BesideStage({ signalling, snapshots, stream, presence, own, settled }: BesideStageProps) {
  if (stream === undefined || !settled) return <Waiting />;
  const { performer } = stream;
  const people = (open?: OpenPerson) => (
    <div className={styles.people}>
      <PresencePanel presence={presence} own={own} performer={performer.id} onOpen={open} />
    </div>
  );
  return (
    <Suspense fallback={<Waiting />}>
      <DockBesideStage stream={stream} link={signalling} snapshots={snapshots} presence={presence} people={people} />
    </Suspense>
  );
}

function Waiting() {
  return (
    <div className={styles.waiting} aria-busy="true">
      <div className={styles.head}>
        <Skeleton width="3rem" />
        <Skeleton width="4rem" />
      </div>
      <div className={styles.lines}>
        {['62%', '84%', '48%', '76%', '56%', '70%'].map((width) => (
          <Skeleton key={width} width={width} height="0.9rem" />
        ))}
      </div>
    </div>
  );
}

function ChatMissing() {
  return (
    <div className={styles.waiting} role="alert">
      <p className={styles.missing}>{strings.chatMissing}</p>
    </div>
  );
}
