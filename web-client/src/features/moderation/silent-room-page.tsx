/**
 * One room watched silently: the reason first, then picture, sound where it is wished for, its chat, and what can be done.
 */
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { WallRoom } from '#protocol/http/moderation.ts';
import type { Stream } from '#protocol/http/streams.ts';
import type { Presence } from '#protocol/socket/room.ts';
import { useReadable } from '../../live/index.ts';
import type { Readable, Signalling } from '../../signalling/index.ts';
import { Banner, Switch } from '../../ui/index.ts';
import { ActButtons } from './act-buttons.tsx';
import styles from './moderation.module.css';
import { ReasonForm } from './reason-form.tsx';
import { joining, SilentPicture } from './silent-picture.tsx';
import { strings } from './strings.ts';
import { useSilentVisit } from './use-silent-visit.ts';
import { useWall } from './use-wall.ts';

const nothingHeld = { muted: false, blurred: false, paused: false };

/** The room that is watched, for what stands beside its picture. */
export interface BesideSilent {
  readonly signalling: Signalling;
  /** Counts the room's snapshots. */
  readonly snapshots: Readable<number>;
  readonly stream: Stream;
  readonly presence: Presence;
}

export interface SilentRoomPageProps {
  readonly streamId: string;
  /** Its chat, in which nothing can be said or done from here. */
  readonly beside: (room: BesideSilent) => ReactNode;
}

export function SilentRoomPage({ streamId, beside }: SilentRoomPageProps) {
  const [reason, setReason] = useState<string>();
  const onWall = useWall().data?.rooms.find(({ id }) => id === streamId);
  return (
    <div className={styles.page}>
      <p>
        <Link to="/moderation">{strings.back}</Link>
      </p>
      {reason === undefined ? (
        <>
          <h1 className={styles.title}>{onWall?.title ?? strings.open}</h1>
          <ReasonForm onReason={setReason} />
          <ActButtons streamId={streamId} title={onWall?.title ?? strings.open} hold={onWall?.hold ?? nothingHeld} />
        </>
      ) : (
        <Watching {...{ streamId, reason, onWall, beside }} />
      )}
    </div>
  );
}

interface WatchingProps extends SilentRoomPageProps {
  readonly reason: string;
  readonly onWall: WallRoom | undefined;
}

function Watching({ streamId, reason, onWall, beside }: WatchingProps) {
  const [sound, setSound] = useState(false);
  const [grey, setGrey] = useState(false);
  const visit = useSilentVisit(streamId, reason);
  const room = useReadable(visit?.room ?? joining);
  const joined = room.phase === 'joined' ? room : undefined;
  const title = joined?.stream.title ?? onWall?.title ?? strings.open;
  return (
    <>
      <h1 className={styles.title}>{title}</h1>
      <Banner tone="info">{strings.silently}</Banner>
      <div className={styles.watching}>
        <div className={styles.seen}>
          <SilentPicture {...{ visit, title, sound, grey }} veiled={false} />
          <section className={styles.bar} aria-label={strings.sound}>
            <Switch label={strings.sound} checked={sound} onCheckedChange={setSound} />
            <Switch label={strings.grey} checked={grey} onCheckedChange={setGrey} />
            <a href={`/r/${streamId}`}>{strings.openly}</a>
          </section>
          <ActButtons streamId={streamId} title={title} hold={joined?.hold ?? onWall?.hold ?? nothingHeld} />
        </div>
        {visit && joined && (
          <section className={styles.said} aria-label={strings.chat}>
            {beside({
              ...{ signalling: visit.signalling, snapshots: visit.snapshots },
              ...{ stream: joined.stream, presence: joined.presence },
            })}
          </section>
        )}
      </div>
    </>
  );
}
