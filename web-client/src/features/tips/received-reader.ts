/**
 * Reads what the performer was given in the show that is on: when the page comes, and again after each snapshot of the room,
 * because what came while the page was away was told to nobody. No React.
 */
import type { Tip } from '#protocol/http/tips.ts';
import { randomShare, reconnectDelayMs } from '../../signalling/backoff.ts';
import type { Readable } from '../../signalling/store.ts';
import type { RoomTips } from './room-tips.ts';
import { maxReceived } from './tips-state.ts';

export interface ReceivedReading {
  readonly room: string;
  /** Counts the snapshots of the room. */
  readonly snapshots: Readable<number>;
  readonly tips: Pick<RoomTips, 'remember'>;
  /** A page of the performer's history since the show went live, newest first. */
  readonly ask: (
    before: string | undefined,
    signal: AbortSignal,
  ) => Promise<{ readonly tips: readonly Tip[]; readonly next: string | null }>;
  /** How long to wait before try n, in milliseconds. */
  readonly delayMs?: (tries: number) => number;
}

/** Tips on a page of the history. */
export const receivedAtOnce = 200;
/** No more than the page keeps. */
const maxPages = Math.ceil(maxReceived / receivedAtOnce);
const maxTries = 5;

/** Begins at once. @returns ends it */
export function readReceived({ room, snapshots, tips, ask, delayMs = spread }: ReceivedReading): () => void {
  let reading = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const readAll = async (signal: AbortSignal): Promise<void> => {
    let before: string | undefined;
    for (let page = 0; page < maxPages; page += 1) {
      const found = await ask(before, signal);
      if (signal.aborted) return;
      tips.remember(found.tips.filter(({ streamId }) => streamId === room));
      if (found.next === null) return;
      before = found.next;
    }
  };
  const attempt = (signal: AbortSignal, tries: number): void => {
    readAll(signal).catch(() => {
      if (signal.aborted || tries >= maxTries) return;
      timer = setTimeout(() => attempt(signal, tries + 1), delayMs(tries + 1));
    });
  };
  const stop = (): void => {
    reading.abort();
    clearTimeout(timer);
  };
  const begin = (): void => {
    stop();
    reading = new AbortController();
    attempt(reading.signal, 1);
  };
  begin();
  const forget = snapshots.subscribe(begin);
  return () => {
    forget();
    stop();
  };
}

function spread(tries: number): number {
  return reconnectDelayMs(tries, randomShare());
}
