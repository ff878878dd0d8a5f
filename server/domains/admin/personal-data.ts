/**
 * What administration keeps about a person: what was proposed about them, and what they proposed or judged as an admin.
 * Erasure blanks the reasons that were written about them; that two people agreed on an act stays.
 */
import type { PersonalData } from '#platform/database/index.ts';
import { blankReasons, findProposalsOf } from './store.ts';

export const adminPersonalData: PersonalData = {
  columns: { proposal: ['subject_id', 'proposed_by_id', 'judged_by_id'] },
  async export(read, userId) {
    const proposals = await findProposalsOf(read, userId);
    return {
      proposals: proposals.map(({ act, roles, reason, createdAt, state, subjectId, proposedById }) => ({
        ...{ act, roles, reason, createdAt, state },
        you: whoYouAre(userId, subjectId, proposedById),
      })),
    };
  },
  erase: (tx, { userId }) => blankReasons(tx, userId),
};

function whoYouAre(userId: string, subjectId: string, proposedById: string): string {
  if (userId === subjectId) return 'are its subject';
  return userId === proposedById ? 'proposed it' : 'judged it';
}
