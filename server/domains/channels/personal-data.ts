/**
 * What channels keep about a person: their own channel, where they moderate, what was done to them and by them. Erasure
 * removes what is theirs and what holds against them; the history of acts stays, because others must be able to ask what
 * was done and by whom, without the words that were written about the person.
 */
import { atOnce, inPages, type PersonalData, shrinking } from '#platform/database/index.ts';
import { findModerators, findWords } from './store.ts';
import {
  blankActs,
  deleteChannel,
  deleteModerators,
  deleteSanctions,
  findActsBy,
  findActsOn,
  findChannel,
  findModerated,
  findStandingAgainst,
} from './store-person.ts';

type Channel = { performerId: string } | undefined;
type Act = { id: bigint } | undefined;

export const channelsPersonalData: PersonalData = {
  columns: {
    channel: ['performer_id'],
    channel_word: ['performer_id'],
    channel_moderator: ['performer_id', 'user_id'],
    channel_sanction: ['performer_id', 'user_id', 'by_id'],
    channel_sanction_act: ['performer_id', 'user_id', 'by_id'],
  },
  export: (read, userId) => ({
    channel: async () => ({
      settings: await findChannel(read, userId),
      words: await findWords(read, userId),
      moderators: await findModerators(read, userId),
    }),
    moderates: () => inPages((after: Channel, limit) => findModerated(read, userId, after, limit)),
    sanctions: () => inPages((after: Channel, limit) => findStandingAgainst(read, userId, after, limit)),
    history: () => inPages((after: Act, limit) => findActsOn(read, userId, after, limit)),
    'history-by-you': () => inPages((after: Act, limit) => findActsBy(read, userId, after, limit)),
  }),
  erase: {
    channel: atOnce((tx, { userId }) => deleteChannel(tx, userId)),
    moderators: shrinking((tx, { userId }, most) => deleteModerators(tx, userId, most)),
    sanctions: shrinking((tx, { userId }, most) => deleteSanctions(tx, userId, most)),
    acts: shrinking((tx, { userId }, most) => blankActs(tx, userId, most)),
  },
};
