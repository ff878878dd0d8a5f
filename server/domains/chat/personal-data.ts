/**
 * What chat keeps about a person: what they said, who named them, what they decided as a moderator. Erasure blanks their
 * words and their name and takes them out of the mentions of others; the rows stay, because replies, verdicts and the audit
 * log point at them. Who decided what stays too: their account names nobody any more.
 */
import { inPages, type PersonalData, shrinking } from '#platform/database/index.ts';
import {
  blankLines,
  blankMentions,
  deletePaces,
  findJudgedBy,
  findLinesOf,
  findPacesOf,
  findPinsBy,
  findTakenBy,
} from './store-person.ts';

type Line = Awaited<ReturnType<typeof findLinesOf>>[number];

export const chatPersonalData: PersonalData = {
  columns: {
    chat_line: ['performer_id', 'author_id', 'judged_by_id', 'gone_by_id', 'mentions'],
    chat_pin: ['by_id'],
    chat_pace: ['author_id'],
  },
  export: (read, userId) => ({
    lines: () => inPages((after: Line | undefined, limit) => findLinesOf(read, userId, after, limit)),
    judged: () => inPages((after: { id: string } | undefined, limit) => findJudgedBy(read, userId, after, limit)),
    removed: () => inPages((after: { id: string } | undefined, limit) => findTakenBy(read, userId, after, limit)),
    pinned: () => inPages((after: { roomId: string } | undefined, limit) => findPinsBy(read, userId, after, limit)),
    turns: () => inPages((after: { roomId: string } | undefined, limit) => findPacesOf(read, userId, after, limit)),
  }),
  erase: { lines: blankLines, mentions: shrinking(blankMentions), turns: shrinking(deletePaces) },
};
