/**
 * The lines, oldest first. It goes along with the newest until the reader scrolls up, and then stands still. One stop for
 * Tab; the arrows walk through the lines.
 */
import { ArrowDown, MessagesSquare } from 'lucide-react';
import { Fragment, type KeyboardEvent, type RefObject, useEffect, useMemo, useRef } from 'react';
import type { ChatLine } from '#protocol/socket/chat.ts';
import { Button, Spinner, VisuallyHidden } from '../../ui/index.ts';
import type { AddedLine } from './additions.ts';
import styles from './chat-log.module.css';
import type { ChatState } from './chat-state.ts';
import { useChatTools } from './chat-tools.ts';
import { LineView } from './line-view.tsx';
import { mingled } from './mingled.ts';
import { OwnLineView } from './own-line-view.tsx';
import { maxLines } from './shown-lines.ts';
import { strings } from './strings.ts';
import { useAnnouncements } from './use-announcements.ts';
import { useLogScroll } from './use-log-scroll.ts';

export interface ChatLogProps {
  readonly state: ChatState;
  /** What others put among the lines, oldest first. */
  readonly added: readonly AddedLine[];
  readonly logRef: RefObject<HTMLDivElement | null>;
}

export function ChatLog({ state, added, logRef }: ChatLogProps) {
  const { chat, me } = useChatTools();
  const { lines, own, phase, more } = state;
  const all = useMemo(() => mingled(lines, added, more), [lines, added, more]);
  const waiting = useMemo(() => own.filter(({ echo }) => echo === undefined), [own]);
  // Whichever of the two changed.
  const drawn = useMemo(() => [state, all], [state, all]);
  const scroll = useLogScroll(logRef, drawn, () => void chat.readOlder());
  const unseen = useUnseen(lines, scroll.following);
  const said = useAnnouncements(lines, phase === 'open', me);
  const mine = useMemo(() => new Set(lines.filter(({ author }) => author.id === me).map(({ id }) => id)), [lines, me]);
  const ownCount = waiting.length;
  useEffect(() => {
    // Who speaks wants to see what they said.
    if (ownCount > 0) scroll.follow();
  }, [ownCount, scroll.follow]);
  return (
    <div className={styles.frame}>
      {/* NOTE: announced in batches below; live by itself, every line of a busy room would interrupt the last. */}
      <div
        ref={logRef}
        role="log"
        aria-live="off"
        aria-label={strings.log.label}
        aria-busy={phase === 'opening'}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className={styles.log}
        onScroll={scroll.onScroll}
        onKeyDown={walk}
      >
        <div className={styles.fill} />
        <Beginning state={state} empty={all.length === 0} />
        {all.map((one) =>
          'content' in one ? (
            <Fragment key={one.id}>{one.content}</Fragment>
          ) : (
            <LineView
              key={one.id}
              line={one}
              toMe={one.replyTo !== null && mine.has(one.replyTo.id)}
              pinned={state.pinned?.id === one.id}
            />
          ),
        )}
        {waiting.map((line) => (
          <OwnLineView key={line.key} own={line} />
        ))}
      </div>
      {!scroll.following && (
        <div className={styles.jump}>
          <Button variant="primary" size="sm" icon={<ArrowDown />} onClick={scroll.follow}>
            {unseen > 0 ? strings.log.newLines(unseen) : strings.log.latest}
          </Button>
        </div>
      )}
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </div>
  );
}

/** What stands above the first line. */
function Beginning({ state, empty }: { readonly state: ChatState; readonly empty: boolean }) {
  const { speaks } = useChatTools();
  const { lines, own, more, reading, phase } = state;
  if (phase === 'open' && empty && own.length === 0) {
    return (
      <div className={styles.empty}>
        <MessagesSquare aria-hidden="true" />
        <p className={styles.emptyTitle}>{strings.log.empty}</p>
        {speaks && <p>{strings.log.emptyWords}</p>}
      </div>
    );
  }
  if (reading) {
    return (
      <div className={styles.beginning}>
        <Spinner size="sm" label={strings.log.older} />
      </div>
    );
  }
  if (more && lines.length >= maxLines) return <p className={styles.beginning}>{strings.log.full}</p>;
  return more ? null : <p className={styles.beginning}>{strings.log.start}</p>;
}

/** How many lines came since the reader left the end. */
function useUnseen(lines: readonly ChatLine[], following: boolean): number {
  const last = useRef('');
  const newest = lines.at(-1)?.id ?? '';
  useEffect(() => {
    if (following) last.current = newest;
  }, [following, newest]);
  return following ? 0 : lines.filter(({ id }) => id > last.current).length;
}

/** Arrows, Home and End move between lines. */
function walk(event: KeyboardEvent<HTMLDivElement>): void {
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-line]')];
  const at = lines.indexOf(event.target as HTMLElement);
  // Inside a line the keys belong to what is in it.
  if (at === -1 && event.target !== event.currentTarget) return;
  const steps: Record<string, number> = {
    ArrowUp: at === -1 ? lines.length - 1 : Math.max(0, at - 1),
    ArrowDown: at === -1 ? lines.length - 1 : Math.min(lines.length - 1, at + 1),
    Home: 0,
    End: lines.length - 1,
  };
  const next = steps[event.key];
  if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  lines[next]?.focus();
}
