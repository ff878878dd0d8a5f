/**
 * One person for an admin: account, sign-ins, streams, and what staff did to them. That somebody looked is written down.
 */
import type { AdminUser, AuditEntry } from '#protocol/http/admin.ts';
import { type AccountView, viewAccount } from '../accounts/index.ts';
import { recordAudit, searchAudit } from '../audit/index.ts';
import { describeEntries } from './describe-entries.ts';
import { personNotFound } from './errors.ts';
import type { Acting, AdminDeps } from './parts.ts';
import { findStreamsOf } from './store.ts';

export interface PersonView {
  readonly user: AdminUser;
  readonly signIns: AccountView['signIns'];
  readonly streams: { id: string; title: string; state: string }[];
  readonly history: AuditEntry[];
}

const mostOfEach = 50;

/** @throws NOT_FOUND */
export async function viewPerson({ database, clock }: AdminDeps, acting: Acting, id: string): Promise<PersonView> {
  const { read } = database;
  const view = await viewAccount(read, id);
  if (view === null) throw personNotFound();
  await database.transact((tx) =>
    recordAudit(tx, {
      ...{ actor: acting.userId, action: 'person.viewed', subject: { kind: 'person', id } },
      ...{ ip: acting.ip, at: new Date(clock.now()) },
    }),
  );
  const { entries } = await searchAudit(read, { subject: id }, mostOfEach);
  return {
    ...{ user: view.user, signIns: view.signIns },
    streams: await findStreamsOf(read, id, mostOfEach),
    history: await describeEntries(read, entries),
  };
}
