/**
 * Ends a sign-in on the person's own wish. Its refresh tokens are worthless at once, its sockets close through the news;
 * an access token that is still out lasts its few minutes.
 */
import type { Clock } from '#kernel/clock.ts';
import { hashSecret } from '#kernel/ids.ts';
import type { Database, Writer } from '#platform/database/index.ts';
import type { News } from '#platform/outbox/index.ts';
import type { AccountEvents } from './events.ts';
import { lockSignIn, lockSignInOf, revokeSignIn, type SignIn } from './store.ts';

export interface EndSignInDeps {
  readonly database: Database;
  readonly news: News<AccountEvents>;
  readonly clock: Clock;
}

/** How the caller names the sign-in: by cookie, by access token, by both (they may differ) or not at all. */
export interface Named {
  readonly refreshToken: string | undefined;
  readonly signInId: string | undefined;
}

/** Ends what is named; nothing, unknown or already ended is no error. */
export async function endSignIn(deps: EndSignInDeps, { refreshToken, signInId }: Named): Promise<void> {
  if (refreshToken !== undefined) await end(deps, (tx) => lockSignInOf(tx, hashSecret(refreshToken)));
  if (signInId !== undefined) await end(deps, (tx) => lockSignIn(tx, signInId));
}

async function end(deps: EndSignInDeps, lock: (tx: Writer) => Promise<SignIn | null>): Promise<void> {
  const ended = await deps.database.transact(async (tx) => {
    const signIn = await lock(tx);
    if (signIn === null) return undefined;
    if (!(await revokeSignIn(tx, signIn.id, 'signed_out', new Date(deps.clock.now())))) return undefined;
    const { id, userId } = signIn;
    await deps.news.record(tx, { name: 'sign-in.ended', key: id, body: { signInId: id, userId } });
    return id;
  });
  if (ended !== undefined) deps.news.deliverSoon(ended);
}
