/**
 * What the word under the caret may become: a person's handle after `@`, an emote after `:`. Pure.
 */
import type { ChatLine } from '#protocol/socket/chat.ts';
import { emotes } from './emotes.ts';

export interface Completable {
  readonly handle: string;
  readonly displayName: string;
}

export interface Suggestion {
  /** What is written. */
  readonly text: string;
  readonly label: string;
  /** What stands beside it; for an emote nothing. */
  readonly about?: string | undefined;
}

export interface Completion {
  /** Where the word begins that is replaced. It ends at the caret. */
  readonly from: number;
  readonly kind: 'mention' | 'emote';
  readonly suggestions: readonly Suggestion[];
}

const most = 6;
const word = /(?:^|\s)(?<sign>[@:])(?<begun>[\p{L}\p{N}_]{0,30})$/u;

/** Suggestions for what stands before the caret; undefined where there are none. */
export function completionOf(text: string, caret: number, people: readonly Completable[]): Completion | undefined {
  const found = word.exec(text.slice(0, caret));
  const { sign, begun = '' } = found?.groups ?? {};
  if (sign === undefined) return undefined;
  const from = caret - begun.length - 1;
  const suggestions = sign === '@' ? peopleFor(begun, people) : emotesFor(begun);
  if (suggestions.length === 0) return undefined;
  return { from, kind: sign === '@' ? 'mention' : 'emote', suggestions };
}

/** The text with a suggestion taken, and where the caret stands then. */
export function completed(text: string, caret: number, from: number, taken: string): { text: string; caret: number } {
  const rest = text.slice(caret).replace(/^ /, '');
  return { text: `${text.slice(0, from)}${taken} ${rest}`, caret: from + taken.length + 1 };
}

type Known = Completable & { readonly id: string };

/** Who may be meant: the performer, then who spoke last, then who is here, each once, without the person who writes. */
export function peopleOf(
  lines: readonly ChatLine[],
  performer: Known,
  me: string | undefined,
  here: readonly Known[] = [],
): Completable[] {
  const found = new Map<string, Completable>([[performer.id, performer]]);
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const author = lines[at]?.author;
    if (author !== undefined && !found.has(author.id)) found.set(author.id, author);
  }
  for (const one of here) if (!found.has(one.id)) found.set(one.id, one);
  if (me !== undefined) found.delete(me);
  return [...found.values()];
}

function peopleFor(begun: string, people: readonly Completable[]): Suggestion[] {
  const wanted = begun.toLowerCase();
  const starts = ({ handle, displayName }: Completable) =>
    handle.startsWith(wanted) || displayName.toLowerCase().startsWith(wanted);
  const holds = ({ handle, displayName }: Completable) =>
    handle.includes(wanted) || displayName.toLowerCase().includes(wanted);
  const ranked = [...people.filter(starts), ...people.filter((one) => !starts(one) && holds(one))];
  return ranked.slice(0, most).map(({ handle, displayName }) => ({
    text: `@${handle}`,
    label: displayName,
    about: `@${handle}`,
  }));
}

/** From the second letter on: a colon alone is a colon. */
function emotesFor(begun: string): Suggestion[] {
  if (begun.length < 2) return [];
  const names = emotes.filter((name) => name.startsWith(begun.toLowerCase()));
  return names.slice(0, most).map((name) => ({ text: `:${name}:`, label: name }));
}
