/**
 * The chat itself: the pinned line, the log, and where one writes.
 */
import { Timer, UserRoundCheck } from 'lucide-react';
import type { RefObject } from 'react';
import type { ChannelSettings } from '#protocol/http/channels.ts';
import type { Presence } from '#protocol/socket/room.ts';
import { Button, Skeleton } from '../../ui/index.ts';
import type { AddedLine } from './additions.ts';
import { ChatLog } from './chat-log.tsx';
import styles from './chat-panel.module.css';
import type { ChatState } from './chat-state.ts';
import { useChatTools } from './chat-tools.ts';
import { ComposerForm } from './composer-form.tsx';
import { MuteNotice, useMuted } from './mute-notice.tsx';
import { PinnedLine } from './pinned-line.tsx';
import { strings } from './strings.ts';
import type { ChatSource } from './use-chat.ts';
import type { Composer } from './use-composer.ts';

export interface ChatPanelProps {
  readonly state: ChatState;
  /** What others put among the lines. */
  readonly added: readonly AddedLine[];
  readonly composer: Composer;
  readonly performer: ChatSource['performer'];
  readonly here: Presence['people'];
  readonly logRef: RefObject<HTMLDivElement | null>;
}

export function ChatPanel({ state, added, composer, performer, here, logRef }: ChatPanelProps) {
  const { chat, speaks } = useChatTools();
  const muted = useMuted(state.mute);
  if (state.phase === 'opening') return <ChatWaiting />;
  return (
    <>
      {state.pinned && <PinnedLine key={state.pinned.id} line={state.pinned} />}
      {state.phase === 'failed' ? (
        <div className={styles.failed}>
          <p>{strings.log.failed}</p>
          <Button onClick={() => chat.again()}>{strings.log.again}</Button>
        </div>
      ) : (
        <ChatLog state={state} added={added} logRef={logRef} />
      )}
      <Modes settings={state.settings} />
      {!speaks && <p className={styles.silent}>{strings.silently}</p>}
      {speaks && muted && state.mute && <MuteNotice mute={state.mute} />}
      {speaks && !(muted && state.mute) && (
        <ComposerForm state={state} composer={composer} performer={performer} here={here} />
      )}
    </>
  );
}

function Modes({ settings }: { readonly settings: ChannelSettings }) {
  const { slowModeSeconds, followersOnly } = settings;
  if (slowModeSeconds === 0 && !followersOnly) return null;
  return (
    <ul className={styles.modes}>
      {slowModeSeconds > 0 && (
        <li>
          <Timer aria-hidden="true" />
          {strings.modes.slow(strings.modes.seconds(slowModeSeconds))}
        </li>
      )}
      {followersOnly && (
        <li>
          <UserRoundCheck aria-hidden="true" />
          {strings.modes.followers}
        </li>
      )}
    </ul>
  );
}

/** The shape of a chat that is being read. */
export function ChatWaiting() {
  return (
    <div className={styles.waiting} role="status" aria-label={strings.log.opening}>
      {['62%', '84%', '48%', '76%', '56%', '70%'].map((width) => (
        <Skeleton key={width} width={width} height="0.9rem" />
      ))}
    </div>
  );
}
