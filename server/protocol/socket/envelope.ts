/**
 * The frames of the socket, as decided in docs/decisions/0002-the-socket-protocol.md. Their shapes never change;
 * methods and notes are added in `requests.ts` and `notes.ts`.
 */
import { z } from 'zod';
import { ErrorBody } from '../errors.ts';
import { PublicUser } from '../http/auth.ts';
import { Id } from '../ids.ts';
import { RtpCapabilities } from '../media/rtp.ts';

export const protocolVersion = 1;
/** Largest frame a client may send, in bytes. */
export const maxFrameBytes = 64 * 1024;
/** How long a session outlives its socket, in milliseconds. */
export const sessionGraceMs = 30_000;
/** How many answers a session keeps for repetition. */
export const keptAnswers = 256;

/**
 * Who a note is for: everybody in the room, its performer, those who moderate its chat, staff of the platform; this session
 * only; or every session of this person, wherever they are (`room` is null in its cursor then).
 */
export const Audience = z.enum(['public', 'performer', 'moderators', 'staff', 'session', 'person']);
export type Audience = z.infer<typeof Audience>;

const Seq = z.int().min(0);
const Epoch = z.string().min(1).max(64);

/** The last note seen of one numbering. */
export const Cursor = z.strictObject({ room: Id.nullable(), audience: Audience, epoch: Epoch, seq: Seq });
export type Cursor = z.infer<typeof Cursor>;

export const Hello = z.strictObject({
  type: z.literal('hello'),
  version: z.int().min(0).max(1_000),
  ticket: z.string().min(1).max(512).optional(),
  resume: z.strictObject({ token: z.string().min(1).max(512), cursors: z.array(Cursor).max(16) }).optional(),
});
export type Hello = z.infer<typeof Hello>;

/** A request before its method is known to exist. */
export const Request = z.strictObject({
  type: z.literal('request'),
  id: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
  method: z.string().min(1).max(64),
  params: z.unknown().optional(),
});
export type Request = z.infer<typeof Request>;

export const ClientMessage = z.discriminatedUnion('type', [Hello, Request]);
export type ClientMessage = z.infer<typeof ClientMessage>;

export const Welcome = z.object({
  type: z.literal('welcome'),
  version: z.literal(protocolVersion),
  session: z.object({ id: Id, token: z.string(), resumed: z.boolean() }),
  user: PublicUser.nullable(),
  heartbeatMs: z.int().min(1),
  /**
   * Where each numbering goes on that this session hears: a signed-in person's own and, where it was resumed, its room's.
   * The notes after these follow. One that differs from what a client has seen could not be continued: it takes a snapshot.
   */
  cursors: z.array(Cursor).default([]),
  rtpCapabilities: RtpCapabilities.nullable(),
});
export type Welcome = z.infer<typeof Welcome>;

export const Answer = z.discriminatedUnion('ok', [
  z.object({ type: z.literal('answer'), id: z.int().min(1), ok: z.literal(true), result: z.unknown() }),
  z.object({ type: z.literal('answer'), id: z.int().min(1), ok: z.literal(false), error: ErrorBody }),
]);
export type Answer = z.infer<typeof Answer>;

/** A note before its name is known. */
export const NoteEnvelope = z.object({
  type: z.literal('note'),
  name: z.string().min(1).max(64),
  audience: Audience,
  room: Id.nullable(),
  epoch: Epoch,
  seq: Seq,
  body: z.unknown(),
});
export type NoteEnvelope = z.infer<typeof NoteEnvelope>;

export const SocketError = z.object({ type: z.literal('error'), error: ErrorBody });
export type SocketError = z.infer<typeof SocketError>;

export const ServerMessage = z.union([Welcome, Answer, NoteEnvelope, SocketError]);
export type ServerMessage = z.infer<typeof ServerMessage>;
