/**
 * Changes how somebody is called and what they say about themselves, all of it or nothing. Names belong to `accounts`;
 * access tokens and open sockets carry the old name until they are renewed.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import type { BodyOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { renameAccount } from '../accounts/index.ts';
import { requireClean } from '../wording/index.ts';
import { putBio } from './store.ts';

/** Absent fields stay. @throws CONTENT_BLOCKED; HANDLE_TAKEN where somebody has it or had it lately, or nobody may; CONFLICT */
export async function editProfile(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  userId: string,
  { displayName, handle, bio }: BodyOf<typeof routes.editProfile>,
): Promise<void> {
  // A handle reads as words too: `a_b` as two of them.
  const texts = [displayName, handle?.replaceAll('_', ' '), bio];
  for (const text of texts) if (text !== undefined && text !== '') requireClean(text);
  await database.transact(async (tx) => {
    await renameAccount(tx, userId, { displayName, handle, at: new Date(clock.now()) });
    if (bio !== undefined) await putBio(tx, userId, bio);
  });
}
