/**
 * Logs a person out everywhere, or everywhere but here.
 */
import { endSignIns } from './end-sign-ins.ts';
import type { AccountDeps } from './parts.ts';

/** The device one does it on is signed out too. */
export async function endEverySignIn({ database, news, clock }: AccountDeps, userId: string): Promise<void> {
  const ending = { userId, reason: 'ended_by_owner', now: new Date(clock.now()) } as const;
  const ended = await database.transact((tx) => endSignIns(tx, news, ending));
  for (const id of ended) news.deliverSoon(id);
}
