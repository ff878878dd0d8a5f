/**
 * Writes down an act that needs a second admin. Nothing happens to the subject yet.
 */
import { newId } from '#kernel/ids.ts';
import type { Writer } from '#platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import { alreadyProposed } from './errors.ts';
import type { Acting } from './parts.ts';
import type { Wanted } from './rules/judge-act.ts';
import { proposalLastsMs } from './rules/proposal-state.ts';
import { insertProposal, isWaiting, type ProposalRow } from './store.ts';

export interface Proposed {
  readonly subjectId: string;
  readonly wanted: Wanted;
  readonly reason: string;
  readonly acting: Acting;
  readonly now: Date;
}

/** For a subject that is locked. @throws CONFLICT where the same waits already */
export async function proposeAct(tx: Writer, given: Proposed): Promise<ProposalRow> {
  const { subjectId, wanted, reason, acting, now } = given;
  if (await isWaiting(tx, subjectId, wanted.act, now)) throw alreadyProposed();
  const proposal: ProposalRow = {
    ...{ id: newId(now.getTime()), act: wanted.act, subjectId, reason, proposedById: acting.userId },
    ...(wanted.act === 'set_roles' ? { roles: wanted.roles, seenRoles: wanted.seen } : { roles: [], seenRoles: [] }),
    ...{ createdAt: now, expiresAt: new Date(now.getTime() + proposalLastsMs) },
    ...{ state: 'OPEN', judgedById: null, judgedAt: null },
  };
  await insertProposal(tx, proposal);
  await recordAudit(tx, {
    ...{ actor: acting.userId, action: 'proposal.made', subject: { kind: 'person', id: subjectId }, reason },
    facts: { proposal: proposal.id, act: wanted.act, ...(proposal.roles.length > 0 ? { roles: proposal.roles } : {}) },
    ...{ ip: acting.ip, at: now },
  });
  return proposal;
}
