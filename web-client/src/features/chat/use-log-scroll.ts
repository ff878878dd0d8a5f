/**
 * Where the reader of a log is: at its end, carried along by what comes, or somewhere above, where nothing may move under
 * their eyes, whatever is added before or after or leaves.
 */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

export interface LogScroll {
  /** Whether the reader is at the end. */
  readonly following: boolean;
  readonly onScroll: () => void;
  /** To the end, and along with it from there on. */
  readonly follow: () => void;
}

interface Anchor {
  readonly id: string;
  /** From the top of the log, in pixels. */
  readonly top: number;
}

/** So near to the end is at the end, in pixels. */
const nearEnd = 32;
/** So near to the beginning older lines are fetched, in pixels. */
const nearStart = 240;

/** `content` is what was drawn last: the place is kept whenever it changes. Children carry `data-line`. */
export function useLogScroll(ref: RefObject<HTMLElement | null>, content: unknown, onStart: () => void): LogScroll {
  const [following, setFollowing] = useState(true);
  const follows = useRef(true);
  const anchor = useRef<Anchor | undefined>(undefined);

  const settle = useCallback(() => {
    const log = ref.current;
    // Of what is not shown (another tab is) nothing can be measured.
    if (log === null || log.clientHeight === 0) return;
    if (follows.current) log.scrollTop = log.scrollHeight;
    else if (anchor.current) keepAt(log, anchor.current);
  }, [ref]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed is not read, but measured
  useLayoutEffect(settle, [settle, content]);

  useEffect(() => {
    const log = ref.current;
    if (log === null) return;
    const observer = new ResizeObserver(settle);
    observer.observe(log);
    return () => observer.disconnect();
  }, [ref, settle]);

  const onScroll = useCallback(() => {
    const log = ref.current;
    if (log === null || log.clientHeight === 0) return;
    follows.current = log.scrollHeight - log.scrollTop - log.clientHeight < nearEnd;
    setFollowing(follows.current);
    anchor.current = follows.current ? undefined : anchorOf(log);
    if (!follows.current && log.scrollTop < nearStart) onStart();
  }, [ref, onStart]);

  const follow = useCallback(() => {
    follows.current = true;
    setFollowing(true);
    settle();
  }, [settle]);
  return { following, onScroll, follow };
}

/** The first line in sight. */
function anchorOf(log: HTMLElement): Anchor | undefined {
  const { top } = log.getBoundingClientRect();
  for (const line of log.querySelectorAll<HTMLElement>('[data-line]')) {
    const place = line.getBoundingClientRect();
    if (place.bottom > top) return { id: line.dataset.line ?? '', top: place.top - top };
  }
  return undefined;
}

function keepAt(log: HTMLElement, { id, top }: Anchor): void {
  const line = log.querySelector<HTMLElement>(`[data-line="${CSS.escape(id)}"]`);
  if (line === null) return;
  const moved = line.getBoundingClientRect().top - log.getBoundingClientRect().top - top;
  if (Math.abs(moved) >= 1) log.scrollTop += moved;
}
