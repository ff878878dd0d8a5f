/** Where a page of a statement ended, as clients carry it around. */
import type { Place } from './statement-lines.ts';

/** The text of a place. */
export function placeText(place: Place): string {
  return place.join('.');
}

/** Null: it is no such text. A place that was made up shows one's own lines and nothing else. */
export function readPlace(text: string): Place | null {
  return /^\d{1,18}(\.\d{1,18}){1,2}$/.test(text) ? text.split('.').map(BigInt) : null;
}
