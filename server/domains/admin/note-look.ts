/**
 * Writes down that an admin looked at the money: what is seen there is what people did.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import type { Acting } from './parts.ts';

/** @param subject what was looked at; its id is never a name */
export async function noteLook(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  acting: Acting,
  subject: { readonly kind: string; readonly id: string },
): Promise<void> {
  await database.transact((tx) =>
    recordAudit(tx, {
      ...{ actor: acting.userId, action: 'money.viewed', subject },
      ...{ ip: acting.ip, at: new Date(clock.now()) },
    }),
  );
}
