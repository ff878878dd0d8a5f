/**
 * Takes what a page measured: counted for Prometheus, kept for a minute for the operator's view.
 */
import type { Session } from '#platform/websocket/session.ts';
import { type QualityReport, qualityStateOf } from '#protocol/socket/quality.ts';
import { requireSeat } from '../rooms/index.ts';
import { otherRole } from './errors.ts';
import type { QualityDeps } from './parts.ts';
import { hashOf, keepReport } from './store-reports.ts';

/**
 * Where Redis is away it is counted all the same, and missing from the room's summary.
 * @throws Refusal NOT_IN_ROOM, FORBIDDEN as what one is not, RATE_LIMITED more than once in five seconds
 */
export async function takeReport(deps: QualityDeps, session: Session, report: QualityReport): Promise<void> {
  const { room, as } = requireSeat(deps.seats, session);
  // Of who watches silently nothing is counted.
  if (as === 'staff') return;
  if (report.role !== as) throw otherRole();
  await deps.limits.take('qualityReport', session.id);
  const state = qualityStateOf(report);
  deps.note(report, state);
  const nowMs = deps.clock.now();
  const kept = keepReport(deps.redis, room, hashOf(session.id, report, state, nowMs), nowMs);
  await kept.catch((error: unknown) => deps.log.debug({ err: error, room }, 'what a page measured was not kept'));
}
