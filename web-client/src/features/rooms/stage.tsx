/**
 * The stage: the picture, what lies over it while there is none, and the controls. Keys work anywhere in the room.
 */
import { Eye, RefreshCw, Volume2 } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useReadable } from '../../live/index.ts';
import type { WatchState } from '../../media/index.ts';
import type { RoomState } from '../../signalling/index.ts';
import { Badge, CountBadge, cx, LiveBadge, VisuallyHidden } from '../../ui/index.ts';
import { PlayerControls } from './player-controls.tsx';
import { qualityChoice } from './quality-choice.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import styles from './stage.module.css';
import { StageCover } from './stage-cover.tsx';
import { StageHold } from './stage-hold.tsx';
import { expectsPictures, isRepairing, type StageView, stageViewOf } from './stage-view.ts';
import { strings } from './strings.ts';
import { useFrames } from './use-frames.ts';
import { useIdle } from './use-idle.ts';
import { usePlayer } from './use-player.ts';
import { useQuality } from './use-quality.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useStageSize } from './use-stage-size.ts';
import type { Visit } from './visit.ts';

export interface StageProps {
  readonly visit: Visit;
  readonly room: RoomState;
  readonly watch: WatchState;
  readonly theatre: boolean;
  readonly onTheatre: () => void;
  /** Whether the picture has come, or nothing needs to be waited for. */
  readonly settled: boolean;
  /** What lies over the picture. */
  readonly over: (muted: boolean) => ReactNode;
}

/** Whether the transport is there, or soon will be again. */
const inTouch: readonly WatchState[] = ['connected', 'repairing'];
/** Views under which a picture may stand. */
const withPicture: readonly StageView[] = ['connecting', 'picture', 'interrupted'];
/** Views in which something can be played. */
const onAir: readonly StageView[] = ['connecting', 'picture', 'camera-off', 'sound-only', 'listening', 'interrupted'];

export function Stage({ visit, room, watch, theatre, onTheatre, settled, over }: StageProps) {
  const stageRef = useRef<HTMLElement>(null);
  const videoRef = useRef<HTMLVideoElement>(null);
  const [help, setHelp] = useState(false);
  const player = usePlayer(videoRef, visit.stream);
  const size = useStageSize(stageRef, videoRef);
  const idle = useIdle(stageRef);
  const listening = useReadable(qualityChoice) === 'audio';
  const frames = useFrames(videoRef, inTouch.includes(watch) && expectsPictures(room) && !listening, visit);
  const loaded = useQuality(visit, videoRef, settled);
  const view = stageViewOf({ room, watch, listening, ...frames });
  const stream = room.phase === 'joined' ? room.stream : undefined;
  const playable = onAir.includes(view);
  useShortcuts({
    m: player.toggleMuted,
    k: player.togglePlay,
    f: size.toggleFullscreen,
    p: size.togglePip,
    t: onTheatre,
    '?': () => setHelp(true),
  });
  return (
    <section
      ref={stageRef}
      className={cx(styles.stage, theatre && styles.theatre, idle && player.playing && styles.idle)}
      aria-label={strings.stage}
      // A picture of the night, whatever surrounds it.
      data-theme="dark"
      data-view={view}
    >
      {/* biome-ignore lint/a11y/useMediaCaption: live captions come with the captioner's release */}
      <video
        ref={videoRef}
        data-testid="stage-video"
        className={cx(
          styles.video,
          !withPicture.includes(view) && styles.away,
          room.phase === 'joined' && room.hold.blurred && styles.blurred,
        )}
        aria-label={strings.video(stream?.performer.displayName ?? strings.live)}
        playsInline
        autoPlay
      />
      {loaded && view === 'picture' && <loaded.parts.CameraInset visit={visit} />}
      <StageCover view={view} room={room} still={frames.frozen} />
      <StageHold room={room} />
      {playable && player.silenced && (
        <button type="button" className={styles.hear} onClick={player.toggleMuted}>
          <span className={styles.hearPill}>
            <Volume2 aria-hidden="true" />
            {strings.hear}
          </span>
          <VisuallyHidden>. {strings.hearWords}</VisuallyHidden>
        </button>
      )}
      {playable && stream && room.phase === 'joined' && (
        <div className={styles.badges}>
          <LiveBadge />
          <CountBadge count={room.presence.count} label={strings.watching} icon={<Eye aria-hidden="true" />} />
          {loaded && <loaded.parts.QualityBadge visit={visit} quality={loaded.quality} />}
        </div>
      )}
      {isRepairing(view, watch) && (
        <p className={styles.notice}>
          <Badge tone="overlay" icon={<RefreshCw aria-hidden="true" />}>
            {strings.cover.interrupted.title}
          </Badge>
        </p>
      )}
      {playable && (
        <PlayerControls
          player={player}
          size={size}
          theatre={theatre}
          onTheatre={onTheatre}
          onHelp={() => setHelp(true)}
          quality={loaded && <loaded.parts.QualityPicker quality={loaded.quality} />}
        />
      )}
      {over(player.muted)}
      <VisuallyHidden role="status">{newsOf(isRepairing(view, watch) ? 'interrupted' : view, room)}</VisuallyHidden>
      <ShortcutsDialog open={help} onOpenChange={setHelp} />
    </section>
  );
}

/** What a change of the stage is for those who do not see it. */
function newsOf(view: StageView, room: RoomState): string {
  const { title = '', performer } = room.phase === 'joined' ? room.stream : {};
  const { news } = strings;
  switch (view) {
    case 'picture':
    case 'sound-only':
      return news.live(title);
    case 'listening':
      return news.listening;
    case 'away':
      return news.away(performer?.displayName ?? '');
    case 'interrupted':
      return news.interrupted;
    case 'camera-off':
      return news.cameraOff;
    case 'ended':
      return news.ended;
    case 'soon':
      return news.soon;
    case 'joining':
      return strings.joining;
    default:
      return '';
  }
}
