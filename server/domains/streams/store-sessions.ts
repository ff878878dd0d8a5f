/**
 * The queries of sessions: each stretch of being live, with the split that was frozen when it began.
 */
import type { Reader, Writer } from '#platform/database/index.ts';

/** A session as it is stored; `ended_at` is asked for, not read. */
export interface SessionRow {
  readonly id: string;
  readonly streamId: string;
  readonly performerId: string;
  readonly startedAt: Date;
  readonly splitName: string;
  readonly splitVersion: number;
}

const columns = {
  ...{ id: true, streamId: true, performerId: true, startedAt: true },
  ...{ splitName: true, splitVersion: true },
} as const;

/** The one session of a stream that is not over. */
export function findOpenOf(read: Reader, streamId: string): Promise<SessionRow | null> {
  return read.streamSession.findFirst({ where: { streamId, endedAt: null }, select: columns });
}

/** Of these streams the sessions that are not over, one of each at most. */
export function findOpenAmong(read: Reader, streamIds: readonly string[]): Promise<SessionRow[]> {
  return read.streamSession.findMany({ where: { streamId: { in: [...streamIds] }, endedAt: null }, select: columns });
}

/** Of a performer's sessions that are not over the one that began last. */
export function findNewestOpenOf(read: Reader, performerId: string): Promise<SessionRow | null> {
  return read.streamSession.findFirst({
    where: { performerId, endedAt: null },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    select: columns,
  });
}

/** Begins a session. The stream's row is locked by the caller, so that there is one at a time. */
export async function insertSession(tx: Writer, session: SessionRow): Promise<void> {
  await tx.streamSession.create({ data: session });
}

/** Ends what is open of a stream; never before it began, though the clocks of two processes differ a little. */
export async function closeSessions(tx: Writer, streamId: string, at: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE stream_session SET ended_at = greatest(started_at, ${at}::timestamptz)
    WHERE stream_id = ${streamId}::uuid AND ended_at IS NULL`;
}

/** A performer's sessions, by id, after one. */
export function findSessionsOf(read: Reader, performerId: string, after: { id: string } | undefined, take: number) {
  const where = { performerId, ...(after === undefined ? {} : { id: { gt: after.id } }) };
  return read.streamSession.findMany({ where, take, orderBy: { id: 'asc' } });
}
