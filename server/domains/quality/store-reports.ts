/**
 * The newest reports of rooms in Redis. They may be lost.
 */
import { z } from 'zod';
import type { RedisConnection } from '#platform/redis/index.ts';
import { QualityReport, QualityState } from '#protocol/socket/quality.ts';
import { bucketLastsMs, bucketsOf, currentBucket, fields } from './rules/report-keys.ts';
import type { RoomReports } from './rules/summarise-reports.ts';

type Redis = RedisConnection['commands'];
type Hash = Readonly<Record<string, string>>;

/** What is kept of a viewer's report: there may be thousands in a room. */
const KeptViewer = z.object({
  atMs: z.number(),
  state: QualityState,
  ...QualityReport.pick({ rttMs: true, lossShare: true, freezes: true, spatialLayer: true }).shape,
});

const KeptPerformer = z.object({ atMs: z.number(), state: QualityState, report: z.object(QualityReport.shape) });

/** What is kept of a report, as fields of a hash. */
export function hashOf(session: string, report: QualityReport, state: QualityState, atMs: number): Hash {
  const { role, rttMs, lossShare, freezes, spatialLayer, firstFrameMs } = report;
  const kept = role === 'viewer' ? { atMs, state, rttMs, lossShare, freezes, spatialLayer } : { atMs, state, report };
  const first = firstFrameMs === undefined ? {} : { [`${fields.firstFrame}${session}`]: String(firstFrameMs) };
  return { [`${fields[role]}${session}`]: JSON.stringify(kept), ...first };
}

/** Of a session what it said last, of hashes that are given oldest first. What cannot be read is passed over. */
export function reportsOf(hashes: readonly Hash[]): RoomReports {
  const newest = new Map(hashes.flatMap((hash) => Object.entries(hash)));
  const of = (prefix: string): string[] =>
    [...newest].filter(([field]) => field.startsWith(prefix)).map(([, value]) => value);
  return {
    viewers: of(fields.viewer).flatMap((text) => KeptViewer.safeParse(read(text)).data ?? []),
    performers: of(fields.performer).flatMap((text) => KeptPerformer.safeParse(read(text)).data ?? []),
    firstFramesMs: of(fields.firstFrame).map(Number).filter(Number.isFinite),
  };
}

/** Keeps a session's report for a room, in place of the one before. Rejects while Redis is away. */
export async function keepReport(redis: Redis, room: string, hash: Hash, nowMs: number): Promise<void> {
  const key = currentBucket(room, nowMs);
  await redis.multi().hset(key, hash).pexpire(key, bucketLastsMs).exec();
}

/** What was said in a room of late. Rejects while Redis is away. */
export async function readReports(redis: Redis, room: string, nowMs: number): Promise<RoomReports> {
  return reportsOf(await Promise.all(bucketsOf(room, nowMs).map((key) => redis.hgetall(key))));
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
