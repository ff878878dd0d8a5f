/**
 * The queries of privacy. It keeps nothing itself; what others keep is only asked for here.
 */
import type { Reader, Writer } from '#platform/database/index.ts';

/** A person who wants to go, as they are now. */
export interface Leaving {
  readonly email: string;
  readonly roles: readonly string[];
  readonly erasedAt: Date | null;
}

/**
 * Keeps a person's account until the transaction ends: what refers to it (a line of chat, a follower) waits, and nobody
 * gives them a role meanwhile.
 */
export async function lockLeaving(tx: Writer, userId: string): Promise<Leaving | null> {
  await tx.$queryRaw`SELECT id FROM account WHERE id = ${userId}::uuid FOR UPDATE`;
  return tx.account.findUnique({ where: { id: userId }, select: { email: true, roles: true, erasedAt: true } });
}

/** Whether one of the person's streams is live. */
export async function isLive(read: Reader, userId: string): Promise<boolean> {
  return (await read.stream.count({ where: { performerId: userId, state: 'LIVE' } })) > 0;
}

/** Who was erased since. */
export function findErased(read: Reader, since: Date): Promise<{ id: string; erasedAt: Date | null }[]> {
  return read.account.findMany({ where: { erasedAt: { gte: since } }, select: { id: true, erasedAt: true } });
}
