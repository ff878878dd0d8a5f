/**
 * The lines of a chat as they stand: in the order of their ids (which sort by time), none twice, none that was taken away,
 * without a hole between the oldest and the newest, and never more than a page can hold. Pure.
 */
import type { ChatLine } from '#protocol/socket/chat.ts';

/** So many lines are kept; older ones leave and can be read again. */
export const maxLines = 500;
/** So many ids of lines that are gone are remembered, against answers that are older than the news. */
const maxGone = 4_000;

export interface ShownLines {
  /** Oldest first. */
  readonly lines: readonly ChatLine[];
  /** Whether there are older ones than the first. */
  readonly more: boolean;
  /** Ids that were taken away; they never come back. */
  readonly gone: ReadonlySet<string>;
}

/** What a page of history or a snapshot says about a stretch of the chat. */
export interface LinePage {
  readonly lines: readonly ChatLine[];
  readonly more: boolean;
}

export const noLines: ShownLines = { lines: [], more: false, gone: new Set() };

/** With one line more; the very same object where it is known, gone, or older than a hole would allow. */
export function withLine<S extends ShownLines>(shown: S, line: ChatLine): S {
  const { lines, more, gone } = shown;
  const first = lines[0];
  if (gone.has(line.id) || lines.some(({ id }) => id === line.id)) return shown;
  // Between it and ours there may be others; history brings it in its place.
  if (more && first !== undefined && line.id < first.id) return shown;
  return bounded({ ...shown, lines: inOrder([...lines, unquoted(line, gone)]) });
}

/** Without these lines, and without what others quote of them. */
export function withoutLines<S extends ShownLines>(shown: S, ids: readonly string[]): S {
  if (ids.every((id) => shown.gone.has(id))) return shown;
  const gone = new Set([...shown.gone, ...ids].slice(-maxGone));
  const lines = shown.lines.filter(({ id }) => !gone.has(id)).map((line) => unquoted(line, gone));
  return { ...shown, lines, gone };
}

/**
 * After a snapshot of the newest lines. What it should hold and does not is gone; older lines stay where nothing can be
 * missing between them and it.
 */
export function afterNewest<S extends ShownLines>(shown: S, page: LinePage): S {
  const first = oldestOf(page.lines);
  const newest = shown.lines.at(-1);
  const touches = page.more && first !== undefined && newest !== undefined && first.id <= newest.id;
  const older = touches ? shown.lines.filter(({ id }) => id < first.id) : [];
  return joined(shown, [...older, ...page.lines], older.length > 0 ? shown.more : page.more);
}

/**
 * After a page of older lines. `before` is the least id of those that are known to be right: what stands between it and the
 * page's oldest and is not in the page is gone. A page that would leave a hole changes nothing.
 */
export function afterOlder<S extends ShownLines>(shown: S, before: string, page: LinePage): S {
  const ours = shown.lines[0];
  if (ours === undefined || ours.id > before) return shown;
  const first = oldestOf(page.lines);
  const beyond = shown.lines.filter(({ id }) => page.more && first !== undefined && id < first.id);
  const younger = shown.lines.filter(({ id }) => id >= before);
  return joined(shown, [...beyond, ...page.lines, ...younger], beyond.length > 0 ? shown.more : page.more);
}

function joined<S extends ShownLines>(shown: S, lines: readonly ChatLine[], more: boolean): S {
  const kept = new Map(lines.filter(({ id }) => !shown.gone.has(id)).map((line) => [line.id, line]));
  return bounded({ ...shown, lines: inOrder([...kept.values()].map((line) => unquoted(line, shown.gone))), more });
}

function bounded<S extends ShownLines>(shown: S): S {
  if (shown.lines.length <= maxLines) return shown;
  return { ...shown, lines: shown.lines.slice(-maxLines), more: true };
}

function inOrder(lines: ChatLine[]): ChatLine[] {
  return lines.sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** The one with the least id: where several processes store lines, the first stored need not be it. */
export function oldestOf(lines: readonly ChatLine[]): ChatLine | undefined {
  return inOrder([...lines])[0];
}

/** A quote must not keep what was taken away. */
function unquoted(line: ChatLine, gone: ReadonlySet<string>): ChatLine {
  if (line.replyTo === null || line.replyTo.text === '' || !gone.has(line.replyTo.id)) return line;
  return { ...line, replyTo: { ...line.replyTo, text: '' } };
}
