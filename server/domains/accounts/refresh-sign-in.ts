/**
 * Trades a refresh token for the next one. Each is good once; an old one that comes back ends the sign-in, because
 * somebody may hold a copy. The verdict and its reasons are in rules/refresh-verdict.ts and decision 0004.
 */
import type { Clock } from '#kernel/clock.ts';
import { hashSecret, newSecret } from '#kernel/ids.ts';
import type { Database, Writer } from '#platform/database/index.ts';
import type { News } from '#platform/outbox/index.ts';
import { sessionExpired, sessionReused, unauthenticated } from './errors.ts';
import type { AccountEvents } from './events.ts';
import type { HeldSignIn } from './open-sign-in.ts';
import { signInExpiresAt } from './rules/lifetimes.ts';
import { judgeRefresh, type RefreshVerdict } from './rules/refresh-verdict.ts';
import {
  type Account,
  insertChild,
  lockSignInOf,
  type RevokedReason,
  readAccount,
  readToken,
  revokeSignIn,
  type SignIn,
  spendTokens,
} from './store.ts';

export interface RefreshDeps {
  readonly database: Database;
  readonly news: News<AccountEvents>;
  readonly clock: Clock;
}

type Outcome =
  | { readonly held: HeldSignIn }
  | { readonly verdict: RefreshVerdict | 'unknown'; readonly ended?: string };

/**
 * @throws UNAUTHENTICATED for a token we never issued; SESSION_EXPIRED where the sign-in is over; SESSION_REUSED where an
 * old token came back.
 */
export async function refreshSignIn(deps: RefreshDeps, refreshToken: string): Promise<HeldSignIn> {
  // The refusal is thrown after the commit: what it says about the sign-in must stay true.
  const outcome = await deps.database.transact((tx) => refresh(deps, tx, hashSecret(refreshToken)));
  if ('held' in outcome) return outcome.held;
  if (outcome.ended !== undefined) deps.news.deliverSoon(outcome.ended);
  if (outcome.verdict === 'unknown') throw unauthenticated();
  throw outcome.verdict === 'reused' || outcome.verdict === 'was reused' ? sessionReused() : sessionExpired();
}

async function refresh(deps: RefreshDeps, tx: Writer, hash: string): Promise<Outcome> {
  const signIn = await lockSignInOf(tx, hash);
  if (signIn === null) return { verdict: 'unknown' };
  const account = await readAccount(tx, signIn.userId);
  const { usedAt, childUsed } = await readToken(tx, hash);
  const nowMs = deps.clock.now();
  const verdict = judgeRefresh(
    {
      usedAtMs: usedAt?.getTime() ?? null,
      childUsed,
      expiresAtMs: signIn.expiresAt.getTime(),
      revokedFor: signIn.revokedReason,
      accountDisabled: account.disabledAt !== null,
    },
    nowMs,
  );
  if (verdict === 'trade') await spendTokens(tx, signIn.id, new Date(nowMs));
  if (verdict === 'trade' || verdict === 'trade again') return { held: await trade(tx, account, signIn, hash, nowMs) };
  if (verdict === 'reused' || verdict === 'disabled') return end(deps, tx, signIn, verdict);
  return { verdict };
}

async function trade(
  tx: Writer,
  account: Account,
  signIn: SignIn,
  parentHash: string,
  nowMs: number,
): Promise<HeldSignIn> {
  const refreshToken = newSecret();
  const expiresAt = new Date(signInExpiresAt(signIn.createdAt.getTime(), nowMs));
  const hash = hashSecret(refreshToken);
  await insertChild(tx, { signInId: signIn.id, parentHash, hash, now: new Date(nowMs), expiresAt });
  return { account, signIn, refreshToken, expiresAt };
}

async function end(
  deps: RefreshDeps,
  tx: Writer,
  { id, userId }: SignIn,
  reason: RevokedReason & RefreshVerdict,
): Promise<Outcome> {
  await revokeSignIn(tx, id, reason, new Date(deps.clock.now()));
  await deps.news.record(tx, { name: 'sign-in.ended', key: id, body: { signInId: id, userId } });
  return { verdict: reason, ended: id };
}
