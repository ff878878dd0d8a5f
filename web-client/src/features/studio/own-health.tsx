/**
 * The health of what this desk sends, put together from what leaves here and what arrives there.
 */
import { useReadable } from '../../live/index.ts';
import type { CaptureState } from '../../media/index.ts';
import type { BroadcastState } from './broadcast-state.ts';
import type { Desk } from './desk.ts';
import { HealthPanel } from './health-panel.tsx';

export interface OwnHealthProps {
  readonly desk: Desk;
  readonly broadcast: BroadcastState;
  readonly capture: CaptureState;
}

export function OwnHealth({ desk, broadcast, capture }: OwnHealthProps) {
  const view = useReadable(desk.health.state);
  const pictures = useReadable(desk.publisher.pictures);
  const { camera, microphone } = capture;
  // Switched off, its layers are there and silent, which is no fault.
  const sent = camera.on ? pictures : { ...pictures, camera: [] };
  return <HealthPanel view={view} health={broadcast.health} pictures={sent} microphone={microphone.on} />;
}
