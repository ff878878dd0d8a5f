/**
 * Where sessions lie in Redis, and for how long.
 */
import { sessionGraceMs } from '#protocol/socket/envelope.ts';

/** How often a process says that the sessions on its sockets live. */
export const renewEveryMs = 4_000;
/** How long a session lives after that: the grace, however long ago the last word of a killed process was. */
export const livesMs = sessionGraceMs + renewEveryMs;
/** How long past its end a session waits for the process that held it, before anybody clears up behind it. */
export const sweepAfterMs = 3_000;
/** The keys themselves go when nobody swept. */
export const keysLastMs = 300_000;

/** How long a process that carries a reserved request out is taken to be alive after its last word about it. */
export const reservedMs = 3_000;
/** How often it says so. */
export const prolongEveryMs = 1_000;

/** Most bytes of answers that a session keeps; the oldest go first. */
export const keptAnswerBytes = 256 * 1024;
/** Most notes of its own that a session keeps. */
export const keptNotes = 64;

/** Sorted set: session → when it ends if nobody renews it, in milliseconds since 1970 by the clock of Redis. */
export const untilKey = 'sessions:until';
/** Hash: what there is to know of a session. */
const sessionKey = (id: string): string => `session:${id}`;
/** List of `<request id> <frame>`, oldest first. */
const answersKey = (id: string): string => `session:${id}:answers`;
/** List of notes of audience `session`, as they were sent. */
const notesKey = (id: string): string => `session:${id}:notes`;

/** What every script about one session works on. */
export const keysOf = (id: string): readonly [string, string, string, string] => [
  sessionKey(id),
  answersKey(id),
  notesKey(id),
  untilKey,
];
/** Set: the sessions that stand on a sign-in. */
export const signInKey = (signInId: string): string => `sign-in:${signInId}:sessions`;
