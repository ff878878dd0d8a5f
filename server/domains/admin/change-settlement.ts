/**
 * Stops the dividing of tips, or lets it go on. Tips are accepted meanwhile and wait.
 */
import type { AnswerOf, BodyOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { recordAudit } from '../audit/index.ts';
import { pauseSettlement } from '../tips/index.ts';
import type { Acting, AdminDeps } from './parts.ts';

/** Stopping what is stopped keeps since when and why it is. */
export async function changeSettlement(
  { database, clock }: Pick<AdminDeps, 'database' | 'clock'>,
  acting: Acting,
  { paused, reason }: BodyOf<typeof routes.pauseSettlement>,
): Promise<AnswerOf<typeof routes.pauseSettlement>> {
  const at = new Date(clock.now());
  const pause = await database.transact(async (tx) => {
    await recordAudit(tx, {
      ...{ actor: acting.userId, action: 'money.settlement-paused', subject: { kind: 'operation', id: 'settlement' } },
      ...{ reason, facts: { paused }, ip: acting.ip, at },
    });
    return pauseSettlement(tx, { paused, byId: acting.userId, reason, at });
  });
  return { paused: pause === null ? null : { at: pause.at.toISOString(), reason: pause.reason } };
}
