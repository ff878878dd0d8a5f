/**
 * What channels keep about a person: their own channel, where they moderate, what was done to them and by them. Erasure
 * removes what is theirs and what holds against them; the history of acts stays, because others must be able to ask what
 * was done and by whom, without the words that were written about the person.
 */
import type { PersonalData } from '#platform/database/index.ts';
import { forgetPerson, readAllOf } from './store.ts';

export const channelsPersonalData: PersonalData = {
  columns: {
    channel: ['performer_id'],
    channel_word: ['performer_id'],
    channel_moderator: ['performer_id', 'user_id'],
    channel_sanction: ['performer_id', 'user_id', 'by_id'],
    channel_sanction_act: ['performer_id', 'user_id', 'by_id'],
  },
  export: async (read, userId) => ({ channels: await readAllOf(read, userId) }),
  erase: (tx, { userId }) => forgetPerson(tx, userId),
};
