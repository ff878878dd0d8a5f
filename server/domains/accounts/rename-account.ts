/**
 * Changes how a person is called. Whether the words are clean is asked by whoever calls. Access tokens and open sockets
 * carry the old name until they are renewed, ten minutes at most for tokens. A handle that is given up is kept for its
 * former owner: links and mentions still mean them, and nobody is to speak in their place.
 */
import { isDuplicate, type Writer } from '#platform/database/index.ts';
import { handleTaken, tooManyHandles } from './errors.ts';
import { mayBeChosen } from './rules/handle.ts';
import { keptHandlesSince, mostKeptHandles } from './rules/lifetimes.ts';
import type { Account } from './store.ts';
import { deleteReleased, findReleased, findReleasedBy, insertReleased, lockHandles } from './store-handles.ts';
import { findAccount, lockAccount, updateAccount } from './store-people.ts';

export interface Renaming {
  readonly displayName?: string | undefined;
  readonly handle?: string | undefined;
  readonly at: Date;
}

/**
 * Absent fields stay. The transaction is lost where it is refused.
 * @throws HANDLE_TAKEN where somebody else has the handle or had it lately, or nobody may; CONFLICT where the person gave up
 * as many as are kept for one
 */
export async function renameAccount(tx: Writer, userId: string, { displayName, handle, at }: Renaming): Promise<void> {
  if (handle === undefined && displayName === undefined) return;
  const account = await lockAccount(tx, userId);
  // Erased while this was under way: a new name would name them again.
  if (account === null || account.erasedAt !== null) return;
  if (handle !== undefined && handle !== account.handle) await changeHandle(tx, account, handle, at);
  if (displayName !== undefined) await updateAccount(tx, userId, { displayName });
}

async function changeHandle(tx: Writer, account: Account, handle: string, at: Date): Promise<void> {
  const { id: userId, handle: before } = account;
  await lockHandles(tx, [before, handle]);
  await requireFree(tx, userId, handle, at);
  try {
    await updateAccount(tx, userId, { handle });
  } catch (error) {
    // Whatever gives out handles without their lock is stopped by the index.
    throw isDuplicate(error) ? handleTaken() : error;
  }
  await deleteReleased(tx, handle);
  await insertReleased(tx, before, userId, at);
}

async function requireFree(tx: Writer, userId: string, handle: string, at: Date): Promise<void> {
  if (!mayBeChosen(handle) || (await findAccount(tx, { handle })) !== null) throw handleTaken();
  const since = keptHandlesSince(at);
  const kept = await findReleased(tx, handle, since);
  if (kept !== null && kept.userId !== userId) throw handleTaken();
  const others = (await findReleasedBy(tx, userId, since)).filter((one) => one.handle !== handle);
  if (others.length >= mostKeptHandles) throw tooManyHandles(mostKeptHandles);
}
