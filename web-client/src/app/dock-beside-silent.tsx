/**
 * What stands beside a silently watched picture: the lines as those who moderate see them, and who is here. Nothing is said and
 * nothing done from here: the server refuses it, and there is no place to try.
 */
import { ChatDock } from '../features/chat/index.ts';
import type { BesideSilent } from '../features/moderation/index.ts';
import { PresencePanel } from '../live/index.ts';
import styles from './beside-stage.module.css';

export function DockBesideSilent({ signalling: link, snapshots, stream: { id, performer }, presence }: BesideSilent) {
  return (
    <ChatDock
      source={{ ...{ room: id, performer }, link, snapshots }}
      presence={presence}
      people={(open) => (
        <div className={styles.people}>
          <PresencePanel presence={presence} performer={performer.id} onOpen={open} />
        </div>
      )}
      silent
    />
  );
}
