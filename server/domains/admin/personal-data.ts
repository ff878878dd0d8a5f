/**
 * What administration keeps about a person: what was proposed about them, and what they proposed or judged as an admin.
 * Erasure blanks the reasons that were written about them; that two people agreed on an act stays.
 */
import { inPages, type PersonalData, shrinking } from '#platform/database/index.ts';
import { blankReasons, findProposalsOf, type ProposalRow } from './store.ts';

export const adminPersonalData: PersonalData = {
  columns: { proposal: ['subject_id', 'proposed_by_id', 'judged_by_id'] },
  export: (read, userId) => ({
    async *proposals() {
      const page = (after: ProposalRow | undefined, limit: number) => findProposalsOf(read, userId, after, limit);
      for await (const { act, roles, reason, createdAt, state, subjectId, proposedById } of inPages(page)) {
        yield { act, roles, reason, createdAt, state, you: whoYouAre(userId, subjectId, proposedById) };
      }
    },
  }),
  erase: { reasons: shrinking((tx, { userId }, most) => blankReasons(tx, userId, most)) },
};

function whoYouAre(userId: string, subjectId: string, proposedById: string): string {
  if (userId === subjectId) return 'are its subject';
  return userId === proposedById ? 'proposed it' : 'judged it';
}
