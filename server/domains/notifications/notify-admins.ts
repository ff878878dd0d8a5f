/**
 * Tells every admin that the books do not agree, with the way to what was found.
 */
import { newId } from '#kernel/ids.ts';
import type { NotifyDeps } from './notify-person.ts';
import { insertOne, type NotificationRow } from './store.ts';
import { findAdmins } from './store-admins.ts';
import { tellPeople } from './tell-people.ts';

/** More are not told, and there are not. */
const mostAdmins = 200;
/** Further names are on the page that the link leads to. */
const mostNames = 6;

/**
 * For a reaction: of one comparison each admin is told once, however often it runs. Rejects where Redis is away, after all
 * were written.
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
  const rows = await database.transact(async (tx) => {
    const told: NotificationRow[] = [];
    for (const userId of await findAdmins(tx, mostAdmins)) {
      const row = await insertOne(tx, newId(now), userId, 'account', news);
      if (row !== null) told.push(row);
    }
    return told;
  });
  if (rows.length > 0) await tellPeople({ read: database.read, live }, rows);
}
