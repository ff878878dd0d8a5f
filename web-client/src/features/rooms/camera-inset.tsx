/**
 * The camera, small in a corner of a shared screen. It may cover what somebody wants to read, so it can be put away.
 */
import { PictureInPicture2, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useReadable } from '../../live/index.ts';
import { cx, IconButton } from '../../ui/index.ts';
import styles from './camera-inset.module.css';
import { chooseInset, insetChoice } from './inset-choice.ts';
import { qualityChoice } from './quality-choice.ts';
import { qualityStrings } from './quality-strings.ts';
import { hasInset } from './stage-view.ts';
import type { Visit } from './visit.ts';

const { inset: words } = qualityStrings;

/** Nothing while the camera is off, or fills the stage itself. */
export function CameraInset({ visit }: { readonly visit: Visit }) {
  const room = useReadable(visit.room);
  const wanted = useReadable(insetChoice);
  const listening = useReadable(qualityChoice) === 'audio';
  if (listening || !hasInset(room)) return null;
  return (
    <div className={styles.inset} data-inset={wanted ? 'shown' : 'away'}>
      {wanted && <InsetPicture stream={visit.media.inset} />}
      <IconButton
        className={styles.button}
        variant="overlay"
        label={wanted ? words.hide : words.show}
        icon={wanted ? <X /> : <PictureInPicture2 />}
        size="sm"
        onClick={() => chooseInset(!wanted)}
      />
    </div>
  );
}

function InsetPicture({ stream }: { readonly stream: MediaStream }) {
  const ref = useRef<HTMLVideoElement>(null);
  const [came, setCame] = useState(false);
  useEffect(() => {
    const video = ref.current;
    if (video === null) return;
    video.srcObject = stream;
    return () => {
      video.srcObject = null;
    };
  }, [stream]);
  return (
    <video
      ref={ref}
      className={cx(styles.video, !came && styles.waiting)}
      aria-label={words.picture}
      onLoadedData={() => setCame(true)}
      playsInline
      autoPlay
      muted
      disablePictureInPicture
    />
  );
}
