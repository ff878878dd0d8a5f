/**
 * A second admin approves or rejects. An approved act is carried out in the same transaction, so it happens once, or not
 * at all; judgements take turns, so two of them cannot leave the house without an admin.
 */
import type { Writer } from '#platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import { carryOutAct } from './carry-out-act.ts';
import {
  adminNoMore,
  impossible,
  lastAdmin,
  ownAccount,
  personNotFound,
  proposalNotFound,
  proposalOver,
  proposerGone,
} from './errors.ts';
import type { Acting, AdminDeps } from './parts.ts';
import { hindrance, removesAdmin, type Wanted } from './rules/judge-act.ts';
import { stateOf } from './rules/proposal-state.ts';
import {
  closeProposal,
  countAdmins,
  findAdmins,
  lockProposal,
  lockSubject,
  type ProposalRow,
  takeTurn,
} from './store.ts';

export interface Verdict {
  readonly verdict: 'approve' | 'reject';
  readonly reason: string;
}

interface Judging extends Verdict {
  readonly acting: Acting;
  readonly now: Date;
}

/**
 * @throws NOT_FOUND; OWN_ACCOUNT for whoever proposed it or is its subject; FORBIDDEN where the judge is no admin any more;
 * CONFLICT where it is judged, expired, cannot be done any more, or would remove the last admin
 */
export async function judgeProposal(
  deps: AdminDeps,
  acting: Acting,
  id: string,
  verdict: Verdict,
): Promise<ProposalRow> {
  const now = new Date(deps.clock.now());
  const { judged, keys } = await deps.database.transact(async (tx) => {
    await takeTurn(tx);
    const proposal = await lockProposal(tx, id);
    if (proposal === null) throw proposalNotFound();
    await requireJudge(tx, proposal, acting, now);
    const judging = { ...verdict, acting, now };
    const keys = verdict.verdict === 'approve' ? await approve(tx, deps, proposal, judging) : [];
    const state = verdict.verdict === 'approve' ? 'APPROVED' : 'REJECTED';
    await recordAudit(tx, {
      ...{ actor: acting.userId, action: 'proposal.judged', subject: { kind: 'proposal', id }, reason: verdict.reason },
      about: proposal.subjectId,
      facts: { verdict: verdict.verdict, act: proposal.act, person: proposal.subjectId },
      ...{ ip: acting.ip, at: now },
    });
    return { judged: await closeProposal(tx, id, { state, judgedById: acting.userId, judgedAt: now }), keys };
  });
  for (const key of keys) deps.news.deliverSoon(key);
  return judged;
}

async function requireJudge(tx: Writer, proposal: ProposalRow, { userId }: Acting, now: Date): Promise<void> {
  if (userId === proposal.proposedById || userId === proposal.subjectId) throw ownAccount();
  const state = stateOf(proposal, now.getTime());
  if (state !== 'OPEN') throw proposalOver(state);
  const admins = await findAdmins(tx, [userId]);
  if (admins.length === 0) throw adminNoMore();
}

async function approve(tx: Writer, deps: AdminDeps, proposal: ProposalRow, judging: Judging): Promise<string[]> {
  const { subjectId, reason, proposedById } = proposal;
  if ((await findAdmins(tx, [proposedById])).length === 0) throw proposerGone();
  const subject = await lockSubject(tx, subjectId);
  if (subject === null) throw personNotFound();
  const wanted = wantedOf(proposal);
  const hindered = hindrance(subject, wanted);
  if (hindered !== undefined) throw impossible(hindered);
  if (removesAdmin(subject, wanted) && (await countAdmins(tx)) <= 1) throw lastAdmin();
  const { acting, now } = judging;
  return carryOutAct(tx, deps.news, { subjectId, subject, wanted, reason, acting, now, proposal });
}

function wantedOf({ act, roles, seenRoles }: ProposalRow): Wanted {
  return act === 'set_roles' ? { act, roles, seen: seenRoles } : { act };
}
