/**
 * One source: a switch, and beside it which device. Two controls, because they answer two questions. Below them what is
 * wrong, where something is.
 */
import { Camera, CameraOff, Mic, MicOff, SwitchCamera } from 'lucide-react';
import type { ReactNode } from 'react';
import { type Capture, type CaptureState, canTurn, type DeviceSource } from '../../media/index.ts';
import { IconButton, SelectField, Switch } from '../../ui/index.ts';
import { CaptureHelp } from './capture-help.tsx';
import styles from './source-control.module.css';
import { strings } from './strings.ts';

const icons = { camera: { on: Camera, off: CameraOff }, microphone: { on: Mic, off: MicOff } } as const;

export interface SourceControlProps {
  readonly source: DeviceSource;
  readonly capture: Capture;
  readonly state: CaptureState;
  /** Help for both sources stands elsewhere. */
  readonly helped: boolean;
  /** Under the controls: the level meter. */
  readonly children?: ReactNode;
}

export function SourceControl({ source, capture, state, helped, children }: SourceControlProps) {
  const words = strings[source];
  const { on, problem, deviceId, starting } = state[source];
  const devices = state.devices[source];
  const flowing = on && state[source].track !== undefined;
  const Icon = flowing ? icons[source].on : icons[source].off;
  const known = devices.some(({ id }) => id === deviceId);
  return (
    <div className={styles.source}>
      <div className={styles.switch}>
        <Icon aria-hidden="true" className={flowing ? styles.on : styles.off} />
        <div className={styles.grow}>
          <Switch
            label={words.name}
            // One that could not be exchanged goes on as it was.
            checked={on && (problem === undefined || flowing)}
            disabled={starting}
            onCheckedChange={(wanted) => void capture.setOn(source, wanted)}
          />
        </div>
        {source === 'camera' && on && canTurn(state) && (
          <IconButton
            label={strings.camera.turn}
            icon={<SwitchCamera />}
            variant="secondary"
            disabled={starting}
            onClick={() => void capture.turn()}
          />
        )}
      </div>
      <SelectField
        label={words.picker}
        hideLabel
        value={known ? (deviceId ?? '') : ''}
        disabled={devices.length === 0}
        onValueChange={(id) => void capture.choose(source, id)}
        options={[
          ...(known ? [] : [{ value: '', label: problem === 'missing' ? words.none : words.unknown, disabled: true }]),
          ...devices.map(({ id, label }) => ({ value: id, label })),
        ]}
      />
      {children}
      {problem !== undefined && !helped && (
        <CaptureHelp problem={problem} onRetry={() => void capture.start([source])} />
      )}
    </div>
  );
}
