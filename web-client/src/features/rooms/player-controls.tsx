/**
 * The controls on the picture. Each has a name, a key where there is one, and works by touch.
 */
import {
  CircleHelp,
  Maximize,
  Minimize,
  Pause,
  PictureInPicture2,
  Play,
  RectangleHorizontal,
  Volume1,
  Volume2,
  VolumeX,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../ui/index.ts';
import styles from './player-controls.module.css';
import { strings } from './strings.ts';
import type { Player } from './use-player.ts';
import type { StageSize } from './use-stage-size.ts';

const { controls } = strings;

export interface PlayerControlsProps {
  readonly player: Player;
  readonly size: StageSize;
  readonly theatre: boolean;
  readonly onTheatre: () => void;
  readonly onHelp: () => void;
  /** Which picture is wanted: comes when it is loaded. */
  readonly quality: ReactNode;
}

export function PlayerControls({ player, size, theatre, onTheatre, onHelp, quality }: PlayerControlsProps) {
  return (
    <fieldset className={styles.bar} aria-label={controls.group} data-controls="">
      <IconButton
        variant="overlay"
        label={player.playing ? controls.pause : controls.play}
        shortcut="k"
        icon={player.playing ? <Pause /> : <Play />}
        onClick={player.togglePlay}
      />
      <Volume player={player} />
      <span className={styles.gap} />
      {quality}
      <span className={styles.wide}>
        <IconButton variant="overlay" label={controls.help} shortcut="?" icon={<CircleHelp />} onClick={onHelp} />
      </span>
      {size.canPip && (
        <IconButton
          variant="overlay"
          label={controls.pip}
          shortcut="p"
          icon={<PictureInPicture2 />}
          onClick={size.togglePip}
        />
      )}
      <span className={styles.wide}>
        <IconButton
          variant="overlay"
          label={controls.theatre}
          shortcut="t"
          pressed={theatre}
          icon={<RectangleHorizontal />}
          onClick={onTheatre}
        />
      </span>
      <IconButton
        variant="overlay"
        label={size.fullscreen ? controls.leaveFullscreen : controls.fullscreen}
        shortcut="f"
        icon={size.fullscreen ? <Minimize /> : <Maximize />}
        onClick={size.toggleFullscreen}
      />
    </fieldset>
  );
}

function Volume({ player }: { readonly player: Player }) {
  const silent = player.muted || player.volume === 0;
  const loud = player.volume < 0.5 ? <Volume1 /> : <Volume2 />;
  return (
    <div className={styles.volume}>
      <IconButton
        variant="overlay"
        label={silent ? controls.unmute : controls.mute}
        shortcut="m"
        icon={silent ? <VolumeX /> : loud}
        onClick={player.toggleMuted}
      />
      <input
        type="range"
        className={styles.slider}
        aria-label={controls.volume}
        min={0}
        max={100}
        step={5}
        value={silent ? 0 : Math.round(player.volume * 100)}
        onChange={(event) => player.setVolume(Number(event.currentTarget.value) / 100)}
      />
    </div>
  );
}
