/**
 * The queries of privacy about people who want to go. Their accounts belong to others and are only asked for here; what is
 * owed to those who went is in store-erasures.ts.
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
  await tx.$queryRaw`SELECT id FROM account WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
  return tx.account.findUnique({ where: { id: userId }, select: { email: true, roles: true, erasedAt: true } });
}

/** Whether one of the person's streams is live. */
export async function isLive(read: Reader, userId: string): Promise<boolean> {
  return (await read.stream.count({ where: { performerId: userId, state: 'LIVE' } })) > 0;
}
