/**
 * Before a call: one sees oneself, and decides what is to be sent.
 */
import { type Capture, type CaptureState, hasSomething } from '../../media/index.ts';
import { Banner, Button } from '../../ui/index.ts';
import styles from './call.module.css';
import { DeviceKeys } from './call-controls.tsx';
import { OwnPicture } from './own-picture.tsx';
import { strings } from './strings.ts';

export interface CallLobbyProps {
  readonly capture: Capture;
  readonly state: CaptureState;
  readonly onJoin: () => void;
}

export function CallLobby({ capture, state, onJoin }: CallLobbyProps) {
  const { camera, microphone } = state;
  const problem = camera.problem ?? microphone.problem;
  return (
    <section className={styles.lobby} aria-labelledby="call-lobby">
      <OwnPicture track={camera.on ? camera.track : undefined} small={false} />
      <h1 id="call-lobby" className={styles.title}>
        {strings.lobby.title}
      </h1>
      <p className={styles.words}>{strings.lobby.words}</p>
      {problem && <Banner tone="warn">{strings.problem}</Banner>}
      <div className={styles.controls}>
        <DeviceKeys capture={capture} state={state} />
        <Button variant="primary" size="lg" disabled={camera.starting || microphone.starting} onClick={onJoin}>
          {hasSomething(state) ? strings.lobby.join : strings.lobby.alone}
        </Button>
      </div>
    </section>
  );
}
