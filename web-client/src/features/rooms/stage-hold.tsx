/**
 * Says over the picture what moderators keep from it while it goes on: its sound, or its sharpness.
 */
import type { RoomState } from '../../signalling/index.ts';
import styles from './stage-hold.module.css';
import { strings } from './strings.ts';

export function StageHold({ room }: { readonly room: RoomState }) {
  if (room.phase !== 'joined' || room.stream.state !== 'LIVE' || room.hold.paused) return null;
  const { muted, blurred } = room.hold;
  const words = [muted ? strings.hold.muted : '', blurred ? strings.hold.blurred : ''].filter((one) => one !== '');
  return (
    <p className={styles.hold} role="status" hidden={words.length === 0}>
      {words.join(' ')}
    </p>
  );
}
