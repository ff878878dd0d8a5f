/**
 * An admin wants something done to a person: it is done at once, or becomes a proposal for a second admin.
 */
import { carryOutAct } from './carry-out-act.ts';
import { impossible, ownAccount, personNotFound } from './errors.ts';
import type { Acting, AdminDeps } from './parts.ts';
import { proposeAct } from './propose-act.ts';
import { hindrance, needsSecondAdmin, type Wanted } from './rules/judge-act.ts';
import { lockSubject, type ProposalRow } from './store.ts';

/**
 * @returns the proposal, or null where it was done
 * @throws OWN_ACCOUNT, NOT_FOUND; CONFLICT where nothing can come of it or the same waits already
 */
export async function performAct(
  deps: AdminDeps,
  acting: Acting,
  subjectId: string,
  wanted: Wanted & { readonly reason: string },
): Promise<ProposalRow | null> {
  if (acting.userId === subjectId) throw ownAccount();
  const { reason } = wanted;
  const now = new Date(deps.clock.now());
  const { keys, proposal } = await deps.database.transact(async (tx) => {
    const subject = await lockSubject(tx, subjectId);
    if (subject === null) throw personNotFound();
    const hindered = hindrance(subject, wanted);
    if (hindered !== undefined) throw impossible(hindered);
    const given = { subjectId, subject, wanted, reason, acting, now };
    return needsSecondAdmin(subject, wanted)
      ? { keys: [], proposal: await proposeAct(tx, given) }
      : { keys: await carryOutAct(tx, deps.news, given), proposal: null };
  });
  for (const key of keys) deps.news.deliverSoon(key);
  return proposal;
}
