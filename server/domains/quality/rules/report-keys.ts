/**
 * Where the newest reports of a room lie in Redis: a hash for every 20 seconds, which ends by itself. So nothing is tidied up,
 * who left is forgotten, and a room costs two short fields a session and hash at most.
 */

/** What a summary is about. */
export const summaryMs = 60_000;
const bucketMs = 20_000;
/** The oldest report of a hash is one bucket older than its newest. */
export const bucketLastsMs = summaryMs + 2 * bucketMs;

const bucketKey = (room: string, bucket: number): string => `room:${room}:quality:${bucket}`;

/** Fields of one hash: what a viewer or a performer said last, and how long a session waited for its first picture. */
export const fields = { viewer: 'v:', performer: 'p:', firstFrame: 'f:' } as const;

/** The hash that takes what is reported now. */
export function currentBucket(room: string, nowMs: number): string {
  return bucketKey(room, Math.floor(nowMs / bucketMs));
}

/** The hashes in which the last minute lies, oldest first. */
export function bucketsOf(room: string, nowMs: number): string[] {
  const newest = Math.floor(nowMs / bucketMs);
  const many = summaryMs / bucketMs;
  return Array.from({ length: many + 1 }, (_, index) => bucketKey(room, newest - many + index));
}
