/**
 * As little as a page must do to see tips: what is no tip is not looked at.
 */
import type { Note } from '../room-socket.ts';
import type { OnTip } from './side.ts';

/** A reader of notes that tells of every tip that is shown. */
export function readingTips(onTip: OnTip): (note: Note, atMs: number) => void {
  return ({ name, body }, atMs) => {
    if (name === 'tip.shown') onTip((body as { readonly tip: { readonly id: string } }).tip.id, atMs);
  };
}
