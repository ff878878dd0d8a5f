/**
 * Tells every admin that the books do not agree, with the way to what was found.
 */
import { newId } from '#kernel/ids.ts';
import type { NotifyDeps } from './notify-person.ts';
import { findUnreadOf, insertOne } from './store.ts';
import { findAdmins } from './store-admins.ts';
import { tellPeople } from './tell-people.ts';

/** More are not told, and there are not. */
const mostAdmins = 200;
/** Further names are on the page that the link leads to. */
const mostNames = 6;

/**
 * For a reaction: of one comparison each admin has one line, however often it runs. Rejects where Redis is away, after all
 * were written; run again it tells those who have not read it, and their pages know a line they have.
 * @param about the comparison, and what in it is news
 */
export async function notifyAdmins(
  { database, live, clock }: NotifyDeps,
  { reconciliationId, checks }: { readonly reconciliationId: string; readonly checks: readonly string[] },
): Promise<void> {
  const now = clock.now();
  const names = checks.slice(0, mostNames).join(', ') + (checks.length > mostNames ? ' …' : '');
  const news = {
    ...{ about: `books:${reconciliationId}`, subjectId: null, at: new Date(now) },
    title: 'The books do not agree',
    text: `Comparison ${reconciliationId} found a difference: ${names}. Nothing was corrected.`,
    link: `/admin/money?reconciliation=${reconciliationId}`,
  };
  const admins = await database.transact(async (tx) => {
    const found = await findAdmins(tx, mostAdmins);
    for (const userId of found) await insertOne(tx, newId(now), userId, 'account', news);
    return found;
  });
  const rows = await findUnreadOf(database.read, news.about, admins);
  if (rows.length > 0) await tellPeople({ read: database.read, live }, rows);
}
