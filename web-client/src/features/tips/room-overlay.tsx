/**
 * The tips of a room over its stage, as loud as this device was told, and silent where the stage is muted.
 */
import { useTipVolume } from '../../preferences/index.ts';
import { TipOverlay } from './tip-overlay.tsx';
import { type TipsSource, useRoomTips } from './use-room-tips.ts';

export interface RoomOverlayProps {
  readonly source: TipsSource;
  /** The picture under it is muted. */
  readonly muted: boolean;
}

export function RoomOverlay({ source, muted }: RoomOverlayProps) {
  const tips = useRoomTips(source);
  const volume = useTipVolume();
  return <TipOverlay feed={tips} volume={muted ? 0 : volume} />;
}
