/**
 * Looks into the audit log for an admin: a page of it, or a file. That somebody looked is written down, and by what they
 * chose, but not what they typed.
 */

import type { AuditEntry } from '#protocol/http/admin.ts';
import type { QueryOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { exportAudit, recordAudit, searchAudit } from '../audit/index.ts';
import { describeEntries } from './describe-entries.ts';
import type { Acting, AdminDeps } from './parts.ts';

type Filter = QueryOf<(typeof routes)['searchAudit']>;

const most = 100;

/** A page and a file of the same entries. */
export function readAudit({ database, clock }: AdminDeps): {
  page(acting: Acting, filter: Filter): Promise<{ entries: AuditEntry[]; more: boolean }>;
  file(acting: Acting, filter: Filter): Promise<{ bytes: Buffer; name: string }>;
} {
  const note = (acting: Acting, action: string, filter: Filter, count: number): Promise<void> =>
    database.transact((tx) =>
      recordAudit(tx, {
        ...{ actor: acting.userId, action, subject: { kind: 'audit', id: 'log' } },
        facts: { by: Object.keys(filter).sort(), count },
        ...{ ip: acting.ip, at: new Date(clock.now()) },
      }),
    );
  return {
    page: async (acting, filter) => {
      const { entries, more } = await searchAudit(database.read, asStored(filter), most);
      await note(acting, 'audit.searched', filter, entries.length);
      return { entries: await describeEntries(database.read, entries), more };
    },
    file: async (acting, filter) => {
      const now = new Date(clock.now());
      const { bytes, count } = await exportAudit(database.read, asStored(filter), now);
      await note(acting, 'audit.exported', filter, count);
      return { bytes, name: `busker-audit-${now.toISOString().slice(0, 10)}.ndjson` };
    },
  };
}

function asStored({ actor, subject, action, from, to, before }: Filter) {
  return {
    ...{ actor, subject, action },
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
    before: before === undefined ? undefined : BigInt(before),
  };
}
