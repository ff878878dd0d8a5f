/**
 * Changes how a person is called. Whether the words are clean is asked by whoever calls. Access tokens and open sockets
 * carry the old name until they are renewed, ten minutes at most for tokens.
 */
import { isDuplicate, type Writer } from '#platform/database/index.ts';
import { handleTaken } from './errors.ts';
import { mayBeChosen } from './rules/handle.ts';
import { findAccount, updateAccount } from './store-people.ts';

/** Absent fields stay. @throws HANDLE_TAKEN where somebody else has it, or nobody may; the transaction is lost then */
export async function renameAccount(
  tx: Writer,
  userId: string,
  { displayName, handle }: { readonly displayName?: string | undefined; readonly handle?: string | undefined },
): Promise<void> {
  if (handle !== undefined) await requireFree(tx, userId, handle);
  const change = { ...(displayName === undefined ? {} : { displayName }), ...(handle === undefined ? {} : { handle }) };
  if (Object.keys(change).length === 0) return;
  try {
    await updateAccount(tx, userId, change);
  } catch (error) {
    // Somebody took it in this moment.
    throw isDuplicate(error) ? handleTaken() : error;
  }
}

async function requireFree(tx: Writer, userId: string, handle: string): Promise<void> {
  const owner = await findAccount(tx, { handle });
  if (owner?.id === userId) return;
  if (owner !== null || !mayBeChosen(handle)) throw handleTaken();
}
