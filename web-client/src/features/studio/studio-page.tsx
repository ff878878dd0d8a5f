/**
 * `/studio`, for performers (the route sees to that): on the left what would be seen and heard, on the right the show.
 */
import { type ReactNode, useState } from 'react';
import type { Stream } from '#protocol/http/streams.ts';
import type { Presence } from '#protocol/socket/room.ts';
import { ConnectionBanner, useReadable } from '../../live/index.ts';
import { hasSomething } from '../../media/index.ts';
import type { Readable, Signalling } from '../../signalling/index.ts';
import { cx, Spinner, VisuallyHidden } from '../../ui/index.ts';
import { isOnAir } from './air-state.ts';
import { emptyDraft } from './announcement.ts';
import { moderatedIn } from './broadcast-state.ts';
import { CaptureHelp } from './capture-help.tsx';
import type { Desk } from './desk.ts';
import { GoOn } from './go-on.tsx';
import { MicrophoneLevel } from './microphone-level.tsx';
import { ModerationBanners } from './moderation-banners.tsx';
import { OnAirSign } from './on-air-sign.tsx';
import { Preview } from './preview.tsx';
import { ScreenControl } from './screen-control.tsx';
import { ShowColumn } from './show-column.tsx';
import { SourceControl } from './source-control.tsx';
import { strings } from './strings.ts';
import styles from './studio-page.module.css';
import { useDesk } from './use-desk.ts';
import { useLeaveWarning } from './use-leave-warning.ts';

/** The room that is performed in, for what stands beside the stage. */
export interface BesideStudio {
  readonly signalling: Signalling;
  /** Counts the room's snapshots. */
  readonly snapshots: Readable<number>;
  readonly stream: Stream;
  readonly presence: Presence | undefined;
}

export interface StudioPageProps {
  readonly beside: (room: BesideStudio) => ReactNode;
  /** Over the preview while on air; takes no presses. */
  readonly over: (room: BesideStudio) => ReactNode;
  /** Under the preview: what the show earns. Undefined while none is on. */
  readonly earnings: (room: BesideStudio | undefined) => ReactNode;
  /** Under what is announced: other ways to perform. */
  readonly others: ReactNode;
}

export function StudioPage(props: StudioPageProps) {
  const desk = useDesk();
  if (desk === undefined) {
    return (
      <div className={styles.page}>
        <Spinner label={strings.title} />
      </div>
    );
  }
  return <StudioDesk {...props} desk={desk} />;
}

function StudioDesk({ desk, beside, over, earnings, others }: StudioPageProps & { readonly desk: Desk }) {
  const capture = useReadable(desk.capture.state);
  const broadcast = useReadable(desk.broadcast.state);
  const connection = useReadable(desk.connection);
  const [draft, setDraft] = useState(emptyDraft);
  const onAir = isOnAir(broadcast);
  const { camera, microphone } = capture;
  const problem = camera.problem === microphone.problem ? camera.problem : undefined;
  useLeaveWarning(onAir);
  const rooms = { signalling: desk.signalling, snapshots: desk.broadcast.snapshots };
  const { stream, presence } = broadcast;
  const room = onAir && stream ? { ...rooms, stream, presence } : undefined;
  return (
    <div className={styles.page}>
      <VisuallyHidden>
        <h1>{strings.title}</h1>
      </VisuallyHidden>
      <ConnectionBanner state={connection} onRetry={() => desk.retry()} />
      <div className={cx((onAir || broadcast.phase === 'starting') && styles.stays)}>
        <OnAirSign broadcast={broadcast} />
      </div>
      <ModerationBanners kept={desk.moderated} {...moderatedIn(broadcast)} />
      {broadcast.phase === 'setup' && <GoOn desk={desk.broadcast} ready={hasSomething(capture)} />}
      <div className={cx(styles.columns, broadcast.phase === 'ended' && styles.over)}>
        <div className={styles.left}>
          <Preview capture={capture} onAir={onAir && broadcast.publish !== 'taken-over'} over={room && over(room)} />
          {problem && <CaptureHelp problem={problem} onRetry={() => void desk.capture.start()} />}
          <div className={styles.sources}>
            <SourceControl source="camera" capture={desk.capture} state={capture} helped={problem !== undefined} />
            <SourceControl source="microphone" capture={desk.capture} state={capture} helped={problem !== undefined}>
              <MicrophoneLevel track={microphone.on ? microphone.track : undefined} />
            </SourceControl>
            <ScreenControl screen={desk.screen} onAir={onAir} />
          </div>
          {earnings(room)}
        </div>
        <div className={styles.right}>
          <ShowColumn
            broadcast={broadcast}
            desk={desk}
            capture={capture}
            draft={draft}
            onDraft={setDraft}
            others={others}
            beside={(stream, presence) => beside({ ...rooms, stream, presence })}
          />
        </div>
      </div>
    </div>
  );
}
