/**
 * Stands in the composer's place while the person may not chat here: why, and for how long.
 */
import { MessageCircleOff } from 'lucide-react';
import type { ChatMute } from '#protocol/socket/chat.ts';
import { useNow } from '../../ui/index.ts';
import styles from './mute-notice.module.css';
import { strings } from './strings.ts';
import { clockOf } from './time-left.ts';

export function MuteNotice({ mute }: { readonly mute: ChatMute }) {
  const now = useNow(1_000);
  const left = mute.until === null ? '' : clockOf(Date.parse(mute.until) - now);
  return (
    <div className={styles.notice}>
      <MessageCircleOff aria-hidden="true" />
      <div>
        {/* The seconds would be announced one by one: only that it begins is news. */}
        <p role="timer">{mute.until === null ? strings.mute.ban : strings.mute.timeout(left)}</p>
        {mute.reason && <p className={styles.reason}>{strings.mute.reason(mute.reason)}</p>}
      </div>
    </div>
  );
}

/** Whether it still holds. A timeout ends by itself. */
export function useMuted(mute: ChatMute | null): boolean {
  const now = useNow(mute?.until ? 1_000 : null);
  return mute !== null && (mute.until === null || Date.parse(mute.until) > now);
}
