/**
 * Mails somebody what became of the protection of their account. Repeated, it mails the same once more.
 */
import type { Database } from '#platform/database/index.ts';
import type { Mailer } from '#platform/mailer/index.ts';
import { describeNotice, type ProtectionChange } from './rules/notice-mail.ts';
import { findAccount } from './store-people.ts';

export interface MailNoticeDeps {
  readonly database: Database;
  readonly mailer: Mailer;
  /** Where people reach the site. */
  readonly publicUrl: URL;
}

/**
 * Nothing for who may not sign in. Nothing to an address that nobody proved: it may be a stranger's, who could be made to
 * read as many of these as somebody likes.
 */
export async function mailNotice(
  { database, mailer, publicUrl }: MailNoticeDeps,
  { userId, change }: { readonly userId: string; readonly change: ProtectionChange },
  happenedAt: Date,
): Promise<void> {
  const account = await findAccount(database.read, { id: userId });
  if (account === null || account.disabledAt !== null || account.emailVerifiedAt === null) return;
  await mailer.send({ to: account.email, ...describeNotice(change, publicUrl, happenedAt) });
}
