/**
 * Sharing a screen beside the camera: one button, and a small picture of what is shown.
 */
import { MonitorOff, MonitorUp } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useReadable } from '../../live/index.ts';
import { canShareScreen, type ScreenShare } from '../../media/index.ts';
import { Banner, Button } from '../../ui/index.ts';
import styles from './source-control.module.css';
import { strings } from './strings.ts';

const { screen: words } = strings;

export interface ScreenControlProps {
  readonly screen: ScreenShare;
  /** Whether an audience may be watching. */
  readonly onAir: boolean;
}

/** Nothing where the browser has no such thing. */
export function ScreenControl({ screen, onAir }: ScreenControlProps) {
  const { track, sound, starting, problem } = useReadable(screen.state);
  if (!canShareScreen()) return null;
  const shared = track !== undefined;
  const said = `${onAir ? words.shown : words.ready} ${sound ? words.sound : words.silent}`;
  return (
    <section className={styles.source} aria-labelledby="screen-title" data-sharing={shared}>
      <h2 id="screen-title" className={styles.title}>
        {words.name}
      </h2>
      <p className={styles.words} role="status">
        {shared ? said : words.words}
      </p>
      {track && <ScreenPicture track={track} />}
      <Button
        icon={shared ? <MonitorOff /> : <MonitorUp />}
        loading={starting}
        onClick={() => (shared ? screen.stop() : void screen.start())}
      >
        {shared ? words.stop : words.start}
      </Button>
      {problem && (
        <Banner tone="warn" title={strings.problems[problem].title}>
          {strings.problems[problem].words}
        </Banner>
      )}
    </section>
  );
}

function ScreenPicture({ track }: { readonly track: MediaStreamTrack }) {
  const ref = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = ref.current;
    if (video === null) return;
    video.srcObject = new MediaStream([track]);
    return () => {
      video.srcObject = null;
    };
  }, [track]);
  return <video ref={ref} className={styles.screen} aria-label={words.preview} playsInline autoPlay muted />;
}
