/**
 * Sessions in Redis: so that any process may take one up when its socket, or the process that held it, is gone.
 */
import { keptAnswers, type NoteEnvelope } from '#protocol/socket/envelope.ts';
import type { RedisConnection } from '../redis/index.ts';
import { createSaveQueue } from './save-queue.ts';
import {
  keptAnswerBytes,
  keptNotes,
  keysLastMs,
  keysOf,
  livesMs,
  reservedMs,
  signInKey,
  untilKey,
} from './session-keys.ts';
import { type ClaimedSession, fieldsOf, type Place, placeOf, recordOf, type SessionRecord } from './session-record.ts';
import {
  claimScript,
  endScript,
  openScript,
  overdueScript,
  prolongScript,
  renewScript,
  reserveScript,
  saveScript,
} from './session-scripts.ts';

/** `taken`: another process has it now; `missing`: it is over, or Redis forgot it. */
export type Kept = 'kept' | 'taken' | 'missing';

/**
 * What may be done about a request that must not run twice. `mine`: carry it out. `running`: it is under way under an older
 * generation, `busy`: one before it is. `unknown`: it was begun, and nobody will say what came of it.
 */
export type Reserved =
  | { readonly how: 'mine' | 'running' | 'busy' | 'unknown' | 'taken' | 'missing' }
  | { readonly how: 'answered'; readonly frame: string };

/** What to keep of a session; absent fields stay as they are. */
export interface Changes {
  readonly answer?: { readonly id: number; readonly frame: string };
  readonly note?: NoteEnvelope;
  /** Whether the session's place is another now. */
  readonly moved?: boolean;
}

export interface SessionStore {
  open(record: SessionRecord): Promise<void>;
  /** Resolves when it is kept. */
  save(record: SessionRecord, changes: Changes): Promise<Kept>;
  /** Reserves a request, over all processes that had the session. */
  reserve(record: SessionRecord, request: number): Promise<Reserved>;
  /** The reserved request is still being carried out. */
  prolong(record: SessionRecord, request: number): Promise<void>;
  /** It lives so much longer. */
  renew(record: SessionRecord, forMs?: number): Promise<Kept>;
  /** What is known of a session; undefined where there is none. */
  read(id: string): Promise<SessionRecord | undefined>;
  /** Takes a session up; undefined where it is over, or another was first. */
  claim(seen: SessionRecord): Promise<ClaimedSession | undefined>;
  /** Ends it for good, once. @param generation absent: whoever has it */
  end(id: string, generation?: number, overdueMs?: number): Promise<Ended>;
  /** Sessions whose end is so long past, at most a hundred. */
  overdue(sinceMs: number): Promise<string[]>;
  ofSignIn(signInId: string): Promise<string[]>;
}

export interface Ended {
  readonly how: 'ended' | 'taken' | 'missing';
  readonly place: Place | null;
}

/** @param redis for commands */
export function createSessionStore(redis: RedisConnection['commands']): SessionStore {
  const run = createSaveQueue(redis);
  const about = (script: string, id: string, ...args: (string | number)[]): Promise<unknown> =>
    run({ script, keys: keysOf(id), args: [id, ...args] });
  return {
    open: async (record) => void (await about(openScript, record.id, livesMs, keysLastMs, ...fieldsOf(record))),
    save: async (record, changes) => (await about(saveScript, record.id, ...savedBy(record, changes))) as Kept,
    async reserve({ id, generation }, request) {
      const [how, frame = ''] = (await about(reserveScript, id, generation, request, reservedMs)) as [Reserved['how']];
      return how === 'answered' ? { how, frame } : { how };
    },
    prolong: async ({ id, generation }, request) =>
      void (await about(prolongScript, id, generation, request, reservedMs)),
    renew: async ({ id, generation }, forMs = livesMs) =>
      (await about(renewScript, id, generation, forMs, keysLastMs)) as Kept,
    async read(id) {
      const fields = Object.entries(await redis.hgetall(keysOf(id)[0]));
      return fields.length === 0 ? undefined : recordOf(id, new Map(fields));
    },
    async claim({ id, generation }) {
      const reply = await about(claimScript, id, generation, livesMs, keysLastMs);
      return reply === null ? undefined : claimed(id, reply as [string[], string[], string[]]);
    },
    async end(id, generation, overdueMs) {
      const [how, place] = (await about(endScript, id, generation ?? '', overdueMs ?? '')) as [Ended['how'], string];
      return { how, place: placeOf(place) };
    },
    overdue: async (sinceMs) =>
      (await run({ script: overdueScript, keys: [untilKey], args: [sinceMs, 100] })) as string[],
    ofSignIn: (signInId) => redis.smembers(signInKey(signInId)),
  };
}

function savedBy({ generation, place, noteSeqs }: SessionRecord, changes: Changes): (string | number)[] {
  const { answer, note, moved = false } = changes;
  return [
    ...[generation, answer?.id ?? '', moved ? JSON.stringify(place) : ''],
    ...[answer === undefined ? '' : `${answer.id} ${answer.frame}`],
    ...(note === undefined ? ['', ''] : [JSON.stringify(noteSeqs), JSON.stringify(note)]),
    ...[keptAnswers, keptAnswerBytes, keptNotes, keysLastMs],
  ];
}

function claimed(id: string, [flat, answers, notes]: readonly [string[], string[], string[]]): ClaimedSession {
  const fields = new Map<string, string>();
  for (let at = 0; at < flat.length; at += 2) fields.set(flat[at] ?? '', flat[at + 1] ?? '');
  return {
    record: recordOf(id, fields),
    answers: new Map(answers.map((line) => [Number.parseInt(line, 10), line.slice(line.indexOf(' ') + 1)])),
    notes: notes.map((note) => JSON.parse(note) as NoteEnvelope),
  };
}
