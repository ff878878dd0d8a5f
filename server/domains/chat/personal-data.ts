/**
 * What chat keeps about a person: what they said, who named them, what they decided as a moderator. Erasure blanks their
 * words and their name and takes them out of the mentions of others; the rows stay, because replies, verdicts and the audit
 * log point at them. Who decided what stays too: their account names nobody any more.
 */
import type { PersonalData } from '#platform/database/index.ts';
import { forgetPerson, readAllOf } from './store.ts';

export const chatPersonalData: PersonalData = {
  columns: {
    chat_line: ['performer_id', 'author_id', 'judged_by_id', 'gone_by_id', 'mentions'],
    chat_pin: ['by_id'],
    chat_pace: ['author_id'],
  },
  export: async (read, userId) => ({ chat: await readAllOf(read, userId) }),
  erase: (tx, { userId, at }) => forgetPerson(tx, userId, at),
};
