/**
 * Takes away what says who somebody is and what could prove it, at once: address, name and handle become a pseudonym, the
 * factors go, the password goes. Their handles are kept from others for a while, by nothing but a hash. The row stays, because streams and money point at it.
 */
import type { Erased, Writer } from '#platform/database/index.ts';
import { erasedPrefix } from './rules/handle.ts';
import { deletePasskeys, deleteTotp } from './store-factors.ts';
import { releaseForNobody } from './store-handles.ts';
import { blankAccount } from './store-people.ts';

/** Repeating it changes nothing. */
export async function blankPerson(tx: Writer, { userId, pseudonym, at }: Erased): Promise<void> {
  await deleteTotp(tx, userId);
  await deletePasskeys(tx, userId);
  await releaseForNobody(tx, userId, at);
  await blankAccount(tx, {
    ...{ id: userId, at },
    email: `${pseudonym.slice(0, 40)}@erased.invalid`,
    displayName: `Erased ${pseudonym.slice(0, 6)}`,
    // 96 bits of the pseudonym: no two share it.
    handle: `${erasedPrefix}${pseudonym.slice(0, 24)}`,
  });
}
