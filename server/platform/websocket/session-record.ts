/**
 * What a session is apart from its socket: what lies in Redis for the process that takes it up next.
 */
import type { NoteEnvelope } from '#protocol/socket/envelope.ts';
import type { SeatedAs } from '#protocol/socket/room.ts';
import type { Identity } from '../http/handler.ts';

/** The room a session is in. */
export interface Place {
  readonly room: string;
  /** `staff`: watches silently. */
  readonly as: SeatedAs;
  readonly moderates: boolean;
}

export interface SessionRecord {
  readonly id: string;
  /** Hash of the secret in the session's token. */
  readonly tokenHash: string;
  /** Null: an anonymous person. */
  readonly identity: Identity | null;
  /** Which taking up this is; whoever has an older one has lost it. */
  readonly generation: number;
  /** The last request whose answer is kept. */
  last: number;
  /** The last request that was reserved here, and so was begun; 0: none. */
  begun: number;
  /** Null: in no room. */
  place: Place | null;
  /** Number of the last note for this session only, by room; '' for those that concern none. */
  readonly noteSeqs: Record<string, number>;
}

/** A session as it was taken up. */
export interface ClaimedSession {
  readonly record: SessionRecord;
  /** Request id → the answer as it was sent. */
  readonly answers: ReadonlyMap<number, string>;
  readonly notes: readonly NoteEnvelope[];
}

/** As a hash. */
export function fieldsOf(record: SessionRecord): string[] {
  const { tokenHash, identity, generation, last, begun, place, noteSeqs } = record;
  return Object.entries({
    // Whoever carries it out says at once that it is under way; until then nobody knows.
    ...{ begun: String(begun), begunBy: String(generation), begunUntil: '1' },
    ...{ token: tokenHash, generation: String(generation), last: String(last) },
    ...{ noteSeqs: JSON.stringify(noteSeqs) },
    ...{ identity: JSON.stringify(identity), signIn: identity?.signInId ?? '', place: JSON.stringify(place) },
  }).flat();
}

/** From a hash. */
export function recordOf(id: string, fields: ReadonlyMap<string, string>): SessionRecord {
  return {
    id,
    tokenHash: fields.get('token') ?? '',
    identity: JSON.parse(fields.get('identity') ?? 'null') as Identity | null,
    generation: Number(fields.get('generation')),
    last: Number(fields.get('last')),
    begun: Number(fields.get('begun') ?? 0),
    place: placeOf(fields.get('place') ?? ''),
    noteSeqs: JSON.parse(fields.get('noteSeqs') ?? '{}') as Record<string, number>,
  };
}

/** The place as it is stored; null where there is none. */
export function placeOf(text: string): Place | null {
  return text === '' ? null : (JSON.parse(text) as Place | null);
}
