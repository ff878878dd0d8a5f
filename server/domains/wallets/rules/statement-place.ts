/** Where a page of a statement ended, as clients carry it around. */
import type { Place } from './statement-lines.ts';

/** The text of a place. */
export function placeText([one, other]: Place): string {
  return `${one}.${other}`;
}

/** Null: it is no such text. A place that was made up shows one's own lines and nothing else. */
export function readPlace(text: string): Place | null {
  const [, one, other] = /^(\d{1,18})\.(\d{1,18})$/.exec(text) ?? [];
  return one === undefined || other === undefined ? null : [BigInt(one), BigInt(other)];
}
