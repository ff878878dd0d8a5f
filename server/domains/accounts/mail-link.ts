/**
 * Mails a link that proves an address or sets a new password. The token is made here, after the news was read: no event
 * ever carried it, and the database has only its hash. Repeated, it mails another: a link that proves
 * an address voids the one before, links for a new password stand beside each other.
 */
import type { Clock } from '#kernel/clock.ts';
import { hashSecret, newSecret } from '#kernel/ids.ts';
import type { Database } from '#platform/database/index.ts';
import type { Mailer } from '#platform/mailer/index.ts';
import { linkMinutes, mostOpenResets } from './rules/lifetimes.ts';
import { describeLink } from './rules/link-mail.ts';
import { countLinks, insertLink, type LinkKind, spendLinks } from './store-links.ts';
import { lockAccount } from './store-people.ts';

export interface MailLinkDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly mailer: Mailer;
  /** Where people reach the site. */
  readonly publicUrl: URL;
}

/** Nothing for an id that is nobody's, who may not sign in, whose address is proved already, or who has links enough. */
export async function mailLink(
  deps: MailLinkDeps,
  asked: { readonly userId: string; readonly kind: LinkKind },
): Promise<void> {
  const { database, clock, mailer, publicUrl } = deps;
  const { userId, kind } = asked;
  const token = newSecret();
  const to = await database.transact(async (tx) => {
    const account = await lockAccount(tx, userId);
    if (account === null || account.disabledAt !== null) return null;
    if (kind === 'verify' && account.emailVerifiedAt !== null) return null;
    const now = new Date(clock.now());
    if (kind === 'verify') await spendLinks(tx, userId, kind, now);
    else if ((await countLinks(tx, userId, kind, now)) >= mostOpenResets) return null;
    const expiresAt = new Date(clock.now() + linkMinutes[kind] * 60_000);
    await insertLink(tx, { hash: hashSecret(token), userId, kind, now, expiresAt });
    return account.email;
  });
  if (to !== null) await mailer.send({ to, ...describeLink(kind, publicUrl, token) });
}
