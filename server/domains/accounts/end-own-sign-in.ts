/**
 * Ends one of a person's sign-ins, on another device or this one.
 */
import { notFound } from './errors.ts';
import type { AccountDeps, Caller } from './parts.ts';
import { lockSignIn, revokeSignIn } from './store.ts';

/** @throws NOT_FOUND where it is not theirs, or over already */
export async function endOwnSignIn(deps: AccountDeps, { userId }: Pick<Caller, 'userId'>, id: string): Promise<void> {
  const { database, news, clock } = deps;
  const now = new Date(clock.now());
  await database.transact(async (tx) => {
    const signIn = await lockSignIn(tx, id);
    if (signIn === null || signIn.userId !== userId || signIn.expiresAt <= now) throw notFound('This sign-in');
    if (!(await revokeSignIn(tx, id, 'ended_by_owner', now))) throw notFound('This sign-in');
    await news.record(tx, { name: 'sign-in.ended', key: id, body: { signInId: id, userId } });
  });
  news.deliverSoon(id);
}
