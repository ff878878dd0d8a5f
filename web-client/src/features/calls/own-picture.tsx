/**
 * What one's own camera sees, mirrored as in a looking-glass.
 */
import { CameraOff } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { looksAway } from '../../media/index.ts';
import { cx } from '../../ui/index.ts';
import styles from './call.module.css';
import { strings } from './strings.ts';

export interface OwnPictureProps {
  readonly track: MediaStreamTrack | undefined;
  /** In the corner of the other's. */
  readonly small: boolean;
}

export function OwnPicture({ track, small }: OwnPictureProps) {
  const ref = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = ref.current;
    if (video === null) return;
    video.srcObject = track === undefined ? null : new MediaStream([track]);
    return () => {
      video.srcObject = null;
    };
  }, [track]);
  return (
    <div className={cx(styles.own, small && styles.small)}>
      {track === undefined && <CameraOff aria-hidden="true" />}
      <video
        ref={ref}
        data-testid="own-video"
        className={cx(styles.ownVideo, !looksAway(track) && styles.mirrored, track === undefined && styles.away)}
        aria-label={strings.own}
        playsInline
        autoPlay
        muted
      />
    </div>
  );
}
