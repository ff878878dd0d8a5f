/**
 * What moderation keeps about a person: what was decided about their shows and why, and what they decided about others'. Whoever is
 * told what was decided is not told by whom. Erasure blanks the reasons; that it was decided stays.
 */
import { inPages, type PersonalData, shrinking } from '#platform/database/index.ts';
import { type ActRow, blankReasons, findActsOf } from './store.ts';

export const moderationPersonalData: PersonalData = {
  columns: { moderation_act: ['performer_id', 'moderator_id'] },
  export: (read, userId) => ({
    async *acts() {
      const page = (after: ActRow | undefined, limit: number) => findActsOf(read, userId, after, limit);
      for await (const { act, reason, at, streamId, performerId } of inPages(page)) {
        yield { act, reason, at, streamId, you: performerId === userId ? 'performed' : 'decided' };
      }
    },
  }),
  erase: { reasons: shrinking((tx, { userId }, most) => blankReasons(tx, userId, most)) },
};
