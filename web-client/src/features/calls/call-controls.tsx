/**
 * What one can do in a call: camera, microphone, and the way out.
 */
import { Camera, CameraOff, Mic, MicOff, PhoneOff, SwitchCamera } from 'lucide-react';
import { type Capture, type CaptureState, canTurn } from '../../media/index.ts';
import { Button, IconButton } from '../../ui/index.ts';
import styles from './call.module.css';
import { strings } from './strings.ts';

const icons = {
  camera: { on: <Camera />, off: <CameraOff /> },
  microphone: { on: <Mic />, off: <MicOff /> },
} as const;

export interface DeviceKeysProps {
  readonly capture: Capture;
  readonly state: CaptureState;
}

/** Camera and microphone, before the call and in it. */
export function DeviceKeys({ capture, state }: DeviceKeysProps) {
  return (
    <>
      {(['microphone', 'camera'] as const).map((source) => {
        const { on, track, starting } = state[source];
        const now = on && track !== undefined ? 'on' : 'off';
        return (
          <IconButton
            key={source}
            label={strings[source][now]}
            icon={icons[source][now]}
            variant="secondary"
            disabled={starting}
            onClick={() => void capture.setOn(source, now === 'off')}
          />
        );
      })}
      {state.camera.on && canTurn(state) && (
        <IconButton
          label={strings.turn}
          icon={<SwitchCamera />}
          variant="secondary"
          disabled={state.camera.starting}
          onClick={() => void capture.turn()}
        />
      )}
    </>
  );
}

export interface CallControlsProps extends DeviceKeysProps {
  readonly isHost: boolean;
  readonly onLeave: () => void;
  readonly onEnd: () => void;
}

export function CallControls({ isHost, onLeave, onEnd, ...devices }: CallControlsProps) {
  return (
    <div className={styles.controls}>
      <DeviceKeys {...devices} />
      <Button onClick={onLeave}>{strings.leave}</Button>
      {isHost && (
        <Button variant="danger" icon={<PhoneOff />} onClick={onEnd}>
          {strings.end}
        </Button>
      )}
    </div>
  );
}
