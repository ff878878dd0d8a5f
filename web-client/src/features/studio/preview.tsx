/**
 * What the camera sees, mirrored as in a looking-glass; its frame says whether others see it too.
 */
import { CameraOff } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { type CaptureState, looksAway } from '../../media/index.ts';
import { Badge, cx, LiveBadge, Spinner } from '../../ui/index.ts';
import styles from './preview.module.css';
import { strings } from './strings.ts';

export interface PreviewProps {
  readonly capture: CaptureState;
  readonly onAir: boolean;
  /** What lies over it. */
  readonly over?: ReactNode;
}

export function Preview({ capture, onAir, over }: PreviewProps) {
  const { camera, microphone } = capture;
  const ref = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = ref.current;
    if (video === null) return;
    video.srcObject = camera.track === undefined ? null : new MediaStream([camera.track]);
    return () => {
      video.srcObject = null;
    };
  }, [camera.track]);
  // What a phone's other camera looks at is no looking-glass.
  const mirrored = !looksAway(camera.track);
  const asking = camera.starting && camera.track === undefined;
  return (
    <div className={cx(styles.preview, onAir && styles.onAir)}>
      <video
        ref={ref}
        className={cx(styles.video, mirrored && styles.mirrored, camera.track === undefined && styles.none)}
        aria-label={strings.preview.label}
        playsInline
        autoPlay
        muted
      />
      {camera.track === undefined && (
        <div className={styles.cover}>
          {asking ? <Spinner size="lg" /> : <CameraOff aria-hidden="true" />}
          <p>{asking ? strings.preview.asking : coverWords(capture)}</p>
        </div>
      )}
      <div className={styles.badges}>
        {onAir ? <LiveBadge /> : <Badge tone="overlay">{strings.offAirBadge}</Badge>}
        {!microphone.on && <Badge tone="overlay">{strings.microphone.off}</Badge>}
      </div>
      {over}
    </div>
  );
}

function coverWords({ camera }: CaptureState): string {
  if (camera.problem !== undefined) return strings.problems[camera.problem].title;
  return camera.on ? strings.noPicture : strings.camera.off;
}
