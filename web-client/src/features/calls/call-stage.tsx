/**
 * The two pictures of a call: the other's, and one's own in its corner.
 */
import { MicOff, Volume2 } from 'lucide-react';
import { useRef } from 'react';
import type { Stream } from '#protocol/http/streams.ts';
import type { Part } from '#protocol/socket/source.ts';
import type { CaptureState } from '../../media/index.ts';
import { Badge, Button, cx, Spinner } from '../../ui/index.ts';
import styles from './call.module.css';
import type { CallView } from './call-state.ts';
import { OwnPicture } from './own-picture.tsx';
import { strings } from './strings.ts';
import { useOther } from './use-other.ts';

export interface CallStageProps {
  readonly view: CallView;
  readonly part: Part;
  /** Undefined while it is being entered. */
  readonly stream: Stream | undefined;
  /** What the other sends. */
  readonly media: MediaStream;
  /** The other is silent. */
  readonly muted: boolean;
  /** Moderators blur it. */
  readonly blurred: boolean;
  readonly capture: CaptureState;
}

export function CallStage({ view, part, stream, media, muted, blurred, capture }: CallStageProps) {
  const ref = useRef<HTMLVideoElement>(null);
  const { silenced, hear } = useOther(ref, media);
  const other = (part === 'host' ? stream?.guest?.displayName : stream?.performer.displayName) ?? '';
  const words = wordsOf(view, stream?.state === 'LIVE' ? undefined : part, other);
  return (
    <section className={styles.stage} aria-label={strings.stage} data-theme="dark" data-view={view}>
      {/* biome-ignore lint/a11y/useMediaCaption: live captions come with the captioner's release */}
      <video
        ref={ref}
        data-testid="stage-video"
        className={cx(styles.other, view !== 'talking' && styles.away, blurred && styles.blurred)}
        aria-label={strings.other(other)}
        playsInline
        autoPlay
      />
      <div className={cx(styles.cover, words === '' && styles.away)} role="status">
        {(view === 'entering' || view === 'connecting') && <Spinner size="lg" />}
        <p>{words}</p>
      </div>
      {muted && (
        <p className={styles.badges}>
          <Badge tone="overlay" icon={<MicOff aria-hidden="true" />}>
            {strings.muted(other)}
          </Badge>
        </p>
      )}
      {silenced && (
        <div className={styles.hear}>
          <Button icon={<Volume2 />} onClick={hear}>
            {strings.hear}
          </Button>
        </div>
      )}
      <OwnPicture track={capture.camera.on ? capture.camera.track : undefined} small />
    </section>
  );
}

/** @param closedFor who waits for it to be opened; undefined: it is open */
function wordsOf(view: CallView, closedFor: Part | undefined, other: string): string {
  switch (view) {
    case 'talking':
      return '';
    case 'camera-off':
      return strings.cameraOff(other);
    case 'waiting':
      return closedFor === undefined ? strings.waitingGuest(other) : strings.waitingHost(other);
    default:
      return strings.connecting;
  }
}
