/**
 * The place of the chat beside the studio: high enough to read along while playing.
 */
import type { ReactNode } from 'react';
import styles from './room-panel-chat.module.css';
import { strings } from './strings.ts';

export function RoomChat({ children }: { readonly children: ReactNode }) {
  return (
    <section className={styles.chat} aria-label={strings.room.chat}>
      {children}
    </section>
  );
}
