/**
 * The way to a line that another one quotes: older lines are read until it is there, or the page is full.
 */
import { type RefObject, useCallback } from 'react';
import { useToast } from '../../ui/index.ts';
import type { Chat } from './chat.ts';
import { strings } from './strings.ts';

/** Pages of history that are read for it. */
const maxPages = 4;
/** How long it is lit, in milliseconds. */
const litMs = 1_600;

export function useGoTo(chat: Chat, logRef: RefObject<HTMLElement | null>): (line: string) => void {
  const toast = useToast();
  return useCallback(
    (line) => {
      const show = (): void => {
        const found = logRef.current?.querySelector<HTMLElement>(`[data-line="${CSS.escape(line)}"]`);
        if (found) light(found);
        else toast({ title: strings.line.farQuote });
      };
      // What was read must be drawn before it can be shown.
      void readUntil(chat, line).then(() => requestAnimationFrame(show));
    },
    [chat, logRef, toast],
  );
}

async function readUntil(chat: Chat, line: string): Promise<void> {
  for (let page = 0; page < maxPages; page += 1) {
    const { lines, more } = chat.state.get();
    if (!more || lines.some(({ id }) => id === line)) return;
    await chat.readOlder();
  }
}

function light(line: HTMLElement): void {
  line.scrollIntoView({ block: 'center' });
  line.focus({ preventScroll: true });
  line.dataset.lit = '';
  setTimeout(() => delete line.dataset.lit, litMs);
}
