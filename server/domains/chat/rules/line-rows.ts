/**
 * A line as it is stored, and as everybody sees it.
 */
import type { ChatLine, HeldLine, SentLine, WordingReason } from '#protocol/socket/chat.ts';

export type LineState = 'shown' | 'held' | 'gone';

/** The line that one answers. */
export interface Quoted {
  readonly id: string;
  readonly displayName: string;
  readonly text: string;
}

/** A line before it is stored. */
export interface DraftLine {
  readonly id: string;
  readonly roomId: string;
  readonly performerId: string;
  readonly authorId: string;
  readonly authorName: string;
  readonly authorHandle: string;
  readonly authorBadge: ChatLine['author']['badge'];
  /** Chosen by the client: the same in this room and of this author is the same line. */
  readonly key: string;
  readonly text: string;
  readonly replyTo: Quoted | null;
  readonly mentions: readonly { readonly id: string; readonly handle: string }[];
  readonly reasons: readonly WordingReason[];
  readonly state: LineState;
  readonly createdAt: Date;
}

/** A stored line. `replyTo` is null where what it answered is gone. */
export interface LineRow extends DraftLine {
  /** What was decided about a held line. */
  readonly verdict: 'release' | 'remove' | null;
}

const quotedLength = 100;

/** What a reply shows of a line: its first 100 characters. */
export function quoteOf({ id, authorName, text }: Pick<LineRow, 'id' | 'authorName' | 'text'>): Quoted {
  return { id, displayName: authorName, text: [...text].slice(0, quotedLength).join('') };
}

/** The line as everybody sees it. */
export function lineFrom(row: DraftLine): ChatLine {
  const { authorId, authorName, authorHandle, authorBadge } = row;
  return {
    id: row.id,
    author: { id: authorId, displayName: authorName, handle: authorHandle, badge: authorBadge },
    text: row.text,
    at: row.createdAt.toISOString(),
    replyTo: row.replyTo,
    mentions: [...row.mentions],
  };
}

/** The line as those see it who must look at it. */
export function heldFrom(row: DraftLine): HeldLine {
  return { line: lineFrom(row), reasons: [...row.reasons] };
}

/** What its author is answered: for a line that is sent once more, what they were answered first, or what was decided. */
export function sentFrom(row: LineRow): SentLine {
  const held = row.reasons.length > 0 && row.verdict !== 'release';
  return { verdict: held ? 'held' : 'shown', line: lineFrom(row) };
}

/** Whether a line that is sent once more under its key is the same line. */
export function isSameLine(row: LineRow, text: string): boolean {
  return row.text === text;
}
