/**
 * The picture of a room that is watched silently: without sound unless it is wished for, blurred where the page says so.
 */
import { useEffect, useRef, useState } from 'react';
import { useReadable } from '../../live/index.ts';
import { createStore, type RoomState } from '../../signalling/index.ts';
import { cx, Spinner } from '../../ui/index.ts';
import styles from './moderation.module.css';
import type { SilentVisit } from './silent-visit.ts';
import { strings } from './strings.ts';

export const joining = createStore<RoomState>({ phase: 'joining' });

export interface SilentPictureProps {
  /** Undefined until it begins. */
  readonly visit: SilentVisit | undefined;
  readonly title: string;
  /** Blurred until it is looked at. */
  readonly veiled: boolean;
  readonly grey: boolean;
  readonly sound?: boolean;
}

export function SilentPicture({ visit, title, veiled, grey, sound = false }: SilentPictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (video.current) video.current.srcObject = visit?.stream ?? null;
  }, [visit]);
  const room = useReadable(visit?.room ?? joining);
  return (
    <div className={cx(styles.picture, veiled && styles.veiled, grey && styles.grey)}>
      <video
        ref={video}
        data-testid="silent-video"
        aria-label={strings.picture(title)}
        muted={!sound}
        playsInline
        autoPlay
        onPlaying={() => setSeen(true)}
      />
      {room.phase === 'refused' && <p className={styles.over}>{strings.refused(room.message)}</p>}
      {room.phase !== 'refused' && !seen && (
        <p className={styles.over}>
          <Spinner /> {strings.waiting}
        </p>
      )}
    </div>
  );
}
