/**
 * What was typed and not said, kept for this tab: it survives a reload, a sign-in, and leaving the room for a moment.
 */
import { maxLineLength } from '#protocol/socket/chat.ts';

const key = (room: string): string => `busker.chat.draft.${room}`;

/** The draft for this room; empty where there is none. */
export function readDraft(room: string): string {
  try {
    return (sessionStorage.getItem(key(room)) ?? '').slice(0, maxLineLength);
  } catch {
    // Some browsers give no storage to pages they do not trust: then nothing was kept.
    return '';
  }
}

export function keepDraft(room: string, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(key(room));
    else sessionStorage.setItem(key(room), text);
  } catch {
    // As above: the draft lives as long as the page.
  }
}
