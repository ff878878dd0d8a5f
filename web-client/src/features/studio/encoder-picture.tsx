/**
 * The picture that arrives from the encoder, with its size; silent, for its performer hears themselves already.
 */
import { MonitorOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Badge, cx, LiveBadge } from '../../ui/index.ts';
import type { EncoderDesk } from './encoder-desk.ts';
import { encoderStrings } from './encoder-strings.ts';
import styles from './preview.module.css';

const words = encoderStrings.picture;

export interface EncoderPictureProps {
  readonly desk: EncoderDesk;
  readonly live: boolean;
  /** Whether anything arrives. */
  readonly sending: boolean;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

export function EncoderPicture({ desk, live, sending }: EncoderPictureProps) {
  const ref = useRef<HTMLVideoElement>(null);
  const [size, setSize] = useState<Size>();
  useEffect(() => {
    const video = ref.current;
    if (video === null) return;
    video.srcObject = desk.picture;
    return () => {
      video.srcObject = null;
    };
  }, [desk]);
  const shown = sending && size !== undefined;
  return (
    <div className={cx(styles.preview, live && styles.onAir)}>
      <video
        ref={ref}
        data-testid="encoder-video"
        className={cx(styles.video, !shown && styles.none)}
        aria-label={words.label}
        playsInline
        autoPlay
        muted
        onResize={({ currentTarget: { videoWidth: width, videoHeight: height } }) =>
          setSize(width > 0 ? { width, height } : undefined)
        }
      />
      {!shown && (
        <div className={styles.cover}>
          <MonitorOff aria-hidden="true" />
          <p>{words.none}</p>
        </div>
      )}
      <div className={styles.badges}>
        {live ? <LiveBadge /> : <Badge tone="overlay">{words.notLive}</Badge>}
        {shown && <Badge tone="overlay">{words.size(size.width, size.height)}</Badge>}
      </div>
    </div>
  );
}
