/**
 * Erases a person at their own wish. At once, in one transaction, they are nobody: every sign-in ends, name, address and
 * whatever could prove who they were are gone, and the rest of the erasure is owed. That follows in batches
 * (erase-leftovers.ts). What others need stays under a pseudonym (docs/decisions/0014-privacy.md).
 */
import type { Writer } from '#platform/database/index.ts';
import { privilegedRoles } from '#protocol/http/route.ts';
import { type Caller, eraseAccount, type GivenProof, proveAgain } from '../accounts/index.ts';
import { recordAudit } from '../audit/index.ts';
import { staffFirst, stillLive } from './errors.ts';
import { makePseudonym } from './make-pseudonym.ts';
import type { PrivacyDeps } from './parts.ts';
import { isLive, lockLeaving } from './store.ts';
import { insertErasure } from './store-erasures.ts';

/**
 * Erased already: nothing more happens.
 * @throws CREDENTIALS_WRONG, SECOND_FACTOR_NEEDED, CODE_WRONG, RATE_LIMITED; CONFLICT for staff and for who is live
 */
export async function erasePerson(deps: PrivacyDeps, caller: Caller, proof: GivenProof): Promise<void> {
  const { userId } = caller;
  await deps.limits.take('erase', userId);
  await proveAgain(deps, caller, proof);
  const { keys, email } = await deps.database.transact((tx) => erase(tx, deps, userId));
  for (const key of keys) deps.news.deliverSoon(key);
  if (email !== undefined) await sayFarewell(deps, email);
}

async function erase(tx: Writer, deps: PrivacyDeps, userId: string): Promise<{ keys: string[]; email?: string }> {
  const leaving = await lockLeaving(tx, userId);
  if (leaving === null || leaving.erasedAt !== null) return { keys: [] };
  const privileged = privilegedRoles.filter((role) => leaving.roles.includes(role));
  if (privileged.length > 0) throw staffFirst(privileged);
  if (await isLive(tx, userId)) throw stillLive();
  const at = new Date(deps.clock.now());
  const person = { userId, pseudonym: makePseudonym(deps.erasureKey, userId), at };
  await insertErasure(tx, userId, at);
  await recordAudit(tx, { actor: userId, action: 'person.erased', subject: { kind: 'person', id: userId }, at });
  return { keys: await eraseAccount(tx, deps.news, person), email: leaving.email };
}

/** After the commit, because it cannot be called back; where it fails the person is erased all the same. */
async function sayFarewell({ mailer, log }: PrivacyDeps, to: string): Promise<void> {
  const text = [
    'As you asked, your Busker account was erased.',
    '',
    'Your name and address are gone. Your profile, your picture and what you wrote go within minutes. What others need,',
    'for example that a show took place, stays without your name; what staff wrote down about a decision that concerned',
    'you goes a year after it. This cannot be undone, and this address is not stored any more.',
    '',
    'If it was not you who asked, somebody knew your password: change it wherever else you use it.',
    '',
  ].join('\n');
  await mailer.send({ to, subject: 'Your account was erased', text }).catch((err: unknown) => {
    log.warn({ err }, 'a person was erased and not told by mail');
  });
}
