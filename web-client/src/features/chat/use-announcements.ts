/**
 * New lines for a screen reader: gathered, and said at most every few seconds.
 */
import { useEffect, useRef, useState } from 'react';
import type { ChatLine } from '#protocol/socket/chat.ts';
import { announcementOf, linesSince } from './announcement.ts';

/** Time between two announcements, in milliseconds. */
const everyMs = 5_000;

/** What is to be said now. What was there when the chat was opened is not news. */
export function useAnnouncements(lines: readonly ChatLine[], open: boolean, me: string | undefined): string {
  const [said, setSaid] = useState('');
  const latest = useRef({ lines, me });
  const last = useRef<string | undefined>(undefined);
  latest.current = { lines, me };
  useEffect(() => {
    if (!open) return;
    last.current ??= latest.current.lines.at(-1)?.id ?? '';
    const timer = setInterval(() => {
      const { lines: now, me: person } = latest.current;
      const fresh = linesSince(now, last.current ?? '', person);
      last.current = now.at(-1)?.id ?? last.current;
      // Emptied in between, so that the same words twice are two announcements.
      setSaid(announcementOf(fresh, person));
    }, everyMs);
    return () => clearInterval(timer);
  }, [open]);
  return said;
}
