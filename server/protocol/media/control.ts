/**
 * What API nodes ask of a media node, and one media node of another, over an authenticated internal WebSocket. JSON, one object a frame:
 * `{id, method, params}` → `{id, ok, result | error}`, and events `{event, body}` from the node to every API node connected.
 *
 * The media node knows rooms, media epochs and sessions only as names: no people, no prices. A room is open at one media
 * epoch at a time; a request with another is refused with MEDIA_EPOCH_STALE. Everything a session owns (transports,
 * producers, consumers) ends with `session.close`, with its room, or when its API node stays away for `sessionGraceMs`.
 */
import { z } from 'zod';
import { MediaId, RoomId } from '../ids.ts';
import { MediaFault } from '../socket/faults.ts';
import { CallSeat, Part, Source } from '../socket/source.ts';
import { Dialect } from './dialect.ts';
import { NodeReport } from './node-report.ts';
import {
  ConsumerOffer,
  ConsumerWish,
  DtlsParameters,
  IceParameters,
  MediaKind,
  RtpCapabilities,
  RtpParameters,
  TransportOffer,
} from './rtp.ts';

const mediaEpoch = z.int().min(1);
const session = z.string().min(1).max(64);
const inRoom = { room: RoomId, mediaEpoch };
const done = z.object({});

export const NodeProducer = z.object({
  id: MediaId,
  kind: MediaKind,
  source: Source,
  paused: z.boolean(),
  session,
  /** In a two-way room. */
  part: Part.optional(),
});
export type NodeProducer = z.infer<typeof NodeProducer>;

/** What moderators keep from a room's audience, by kind of media. */
const Hold = z.object({ version: z.int().min(0), audio: z.boolean(), video: z.boolean() });

/** One end of a pipe between two media nodes: where it listens, and the key of what it sends (SRTP). */
export const PipeEnd = z.object({
  ip: z.union([z.ipv4(), z.ipv6()]),
  port: z.int().min(1).max(65_535),
  srtpParameters: z.object({
    cryptoSuite: z.enum(['AEAD_AES_256_GCM', 'AEAD_AES_128_GCM', 'AES_CM_128_HMAC_SHA1_80']),
    keyBase64: z.base64().max(128),
  }),
});
export type PipeEnd = z.infer<typeof PipeEnd>;

export const controlMethods = {
  /**
   * Makes the room's router where it is not open yet at this epoch; an older epoch of the room is closed. `handovers`: how
   * often somebody else began to send in it; `revision`: grows with every change of its producers, for as long as the node runs.
   * `hold`: what moderators keep from everybody who is not hidden; one of a lower version than the room has changes nothing.
   * A room that nobody was in for some minutes is closed by the node; this opens it again at the same epoch.
   */
  'room.open': control(
    z.object({ ...inRoom, hold: Hold.optional() }),
    z.object({ producers: z.array(NodeProducer), handovers: z.int().min(0), revision: z.int().min(0) }),
  ),
  'room.close': control(z.object(inRoom), done),
  /** What arrives of each producer: bitrate and score a layer. One that is not wanted need not arrive. */
  'room.health': control(
    z.object(inRoom),
    z.object({
      producers: z.array(
        z.object({
          id: MediaId,
          source: Source,
          session,
          layers: z.array(
            z.object({
              rid: z.string().nullable(),
              bitrateBps: z.int().min(0),
              score: z.int().min(0).max(10),
              wanted: z.boolean(),
            }),
          ),
        }),
      ),
    }),
  ),
  /**
   * Plays the clip of this name into the room, looped, as the given session, until room or session ends or somebody sends.
   * Nothing happens while somebody does.
   */
  'room.play': control(z.object({ ...inRoom, session, clip: z.enum(['demo']) }), done),
  /**
   * The session's transport in this direction; the same one again where it exists, unless its client begins `anew` and it is
   * connected already: then it is replaced. One session sends in a room: what
   * another sent ends with this, unless sending changed hands since `handovers` was read (absent: 0), TAKEN_OVER.
   * `call`: in a two-way room one session sends from each of its two seats; what carries an older epoch of the seat is TAKEN_OVER.
   * `hidden`: nobody is to notice that it receives.
   * `dialect`: it receives under these payload types, on a router that has them; MEDIA_REFUSED where none can, and
   * MEDIA_UNAVAILABLE where the room has as many of them as it may.
   * `connectWithinMs`: where its peer is not there by then, it counts as lost; absent: it waits as long as its session lives.
   */
  'transport.open': control(
    z.object({
      ...inRoom,
      session,
      direction: z.enum(['send', 'receive']),
      handovers: z.int().min(0).optional(),
      anew: z.boolean().optional(),
      connectWithinMs: z.int().min(1_000).max(120_000).optional(),
      hidden: z.boolean().optional(),
      call: CallSeat.optional(),
      dialect: Dialect.optional(),
    }),
    z.object({ transport: TransportOffer, created: z.boolean() }),
  ),
  'transport.connect': control(
    z.object({ ...inRoom, session, transport: MediaId, dtlsParameters: DtlsParameters }),
    done,
  ),
  /** New ICE credentials for a transport that lives on: its peer is somewhere else in the network now. */
  'transport.restart-ice': control(
    z.object({ ...inRoom, session, transport: MediaId }),
    z.object({ iceParameters: IceParameters }),
  ),
  'producer.open': control(
    z.object({ ...inRoom, session, transport: MediaId, kind: MediaKind, source: Source, rtpParameters: RtpParameters }),
    z.object({ producer: MediaId }),
  ),
  'producer.pause': control(z.object({ ...inRoom, session, producer: MediaId, paused: z.boolean() }), done),
  'producer.close': control(z.object({ ...inRoom, session, producer: MediaId }), done),
  /**
   * Paused consumers, on the session's receive transport, for every producer of the room it does not consume yet; of these
   * sources, where they are named.
   */
  'consumers.open': control(
    z.object({ ...inRoom, session, rtpCapabilities: RtpCapabilities, sources: z.array(Source).max(4).optional() }),
    z.object({ consumers: z.array(ConsumerOffer) }),
  ),
  'consumers.resume': control(z.object({ ...inRoom, session, consumers: z.array(MediaId).max(8) }), done),
  /** What the session wants of its consumers from now on. One that is gone is passed over. */
  'consumers.prefer': control(z.object({ ...inRoom, session, consumers: z.array(ConsumerWish).max(8) }), done),
  /**
   * What this node carries, for operators: no session is named. Of more than 200 rooms those with most consumers; `left`:
   * how many others there are. A layer's score is mediasoup's as last reported, 0 where nothing of it ever came.
   */
  'node.report': control(z.object({}), NodeReport),
  /** Outside production: something of the room, or of the session in it, goes wrong at once. */
  'fault.inject': control(z.object({ ...inRoom, session, fault: MediaFault }), done),
  /** The API node that asks answers for the session from now on. `transports`: those it has, for whom the word of an end was lost. */
  'session.keep': control(z.object({ session }), z.object({ transports: z.array(MediaId).default([]) })),
  'session.close': control(z.object({ session }), done),
  /**
   * From here on, one media node asks another, which serves viewers of its room: an edge. It ends with `edge.close`, and when
   * the asking node's connection ends. Asked again it begins anew. What viewers ask for (`transport.*`, `consumers.*`) is
   * handed on under the same names.
   */
  'edge.open': control(
    z.object({ ...inRoom, pipe: PipeEnd, hold: Hold }),
    z.object({ pipe: PipeEnd, worker: z.int() }),
  ),
  'edge.close': control(z.object(inRoom), done),
  /** What moderators keep from the room's audience is another now; one of a lower version than the edge has changes nothing. */
  'edge.hold': control(z.object({ ...inRoom, hold: Hold }), done),
  /** The edge has this producer of the room from now on, under its own id. */
  'edge.produce': control(z.object({ ...inRoom, producer: NodeProducer, rtpParameters: RtpParameters }), done),
  'edge.pause': control(z.object({ ...inRoom, producer: MediaId, paused: z.boolean() }), done),
  'edge.unproduce': control(z.object({ ...inRoom, producer: MediaId }), done),
  /** A session is in the room no more, or is served elsewhere. */
  'edge.leave': control(z.object({ ...inRoom, session }), done),
  /** This node takes no more rooms and viewers, and ends when those it has are elsewhere, or after a while. */
  'node.drain': control(z.object({}), done),
} as const;

export type ControlMethod = keyof typeof controlMethods;
export type ControlParams<M extends ControlMethod> = z.infer<(typeof controlMethods)[M]['params']>;
export type ControlResult<M extends ControlMethod> = z.infer<(typeof controlMethods)[M]['result']>;

export const controlEvents = {
  /** First frame after the connection is authenticated. */
  'node.hello': z.object({ node: z.string(), pid: z.int(), rtpCapabilities: RtpCapabilities }),
  /** The set of producers, or a pause, changed. */
  'room.producers': z.object({ ...inRoom, producers: z.array(NodeProducer), revision: z.int().min(0) }),
  /** Media arrives (at most every 5 s, and at once when it starts): what keeps a stream live. */
  'room.flowing': z.object(inRoom),
  /** The room is gone from this node (its worker died). */
  'room.lost': z.object({ ...inRoom, reason: z.enum(['worker_died']) }),
  /** Another session sends in the room now; what this one had there is gone. */
  'session.taken-over': z.object({ ...inRoom, session }),
  /** The highest layer of a producer that anybody takes now; those above it need not be sent. */
  'producer.wanted': z.object({ ...inRoom, session, producer: MediaId, spatialLayer: z.int().min(0) }),
  /**
   * A session's transport is gone though its room is not: its peer (ICE or DTLS ended), or the worker of the edge it was on
   * died. Opened again, it is on a worker that lives.
   */
  'transport.lost': z.object({
    ...inRoom,
    session,
    transport: MediaId,
    direction: z.enum(['send', 'receive']),
    reason: z.enum(['peer', 'worker_died']),
  }),
  /** A transport will be gone in some seconds, because its node stops: another is to be opened before. It flows until then. */
  'transport.leaving': z.object({ ...inRoom, session, transport: MediaId }),
  /** To the room's node: the highest layer of each producer that anybody takes at this edge. API nodes hear the sum of all. */
  'edge.wanted': z.object({
    ...inRoom,
    producers: z.array(z.object({ producer: MediaId, spatialLayer: z.int().min(0) })).max(16),
  }),
  /** To the room's node: this edge is gone, its worker died. */
  'edge.lost': z.object(inRoom),
} as const;

export type ControlEventName = keyof typeof controlEvents;
export type ControlEvent = {
  [N in ControlEventName]: { event: N; body: z.infer<(typeof controlEvents)[N]> };
}[ControlEventName];

export const ControlRequest = z.object({ id: z.int().min(1), method: z.string(), params: z.unknown() });
export const ControlAnswer = z.discriminatedUnion('ok', [
  z.object({ id: z.int(), ok: z.literal(true), result: z.unknown() }),
  z.object({
    id: z.int(),
    ok: z.literal(false),
    error: z.object({
      error: z.enum([
        'VALIDATION_FAILED',
        'MEDIA_REFUSED',
        'MEDIA_EPOCH_STALE',
        'MEDIA_UNAVAILABLE',
        'TAKEN_OVER',
        'NOT_FOUND',
        'INTERNAL',
      ]),
      message: z.string(),
    }),
  }),
]);

/** What a media node writes under `node:{id}` in Redis every 500 ms, expiring after 1.5 s. */
export const NodeRegistration = z.object({
  node: z.string(),
  controlUrl: z.string(),
  workers: z.int(),
  rooms: z.int(),
  consumers: z.int(),
  consumersPerWorker: z.int().min(1).default(500).describe('Mark of a worker: how many consumers it is given'),
  cpu: z.number().describe('Share of one core its workers use together, 1 = a whole core'),
  draining: z.boolean(),
  at: z.int().describe('Milliseconds since 1970 by the node’s clock'),
});
export type NodeRegistration = z.infer<typeof NodeRegistration>;

/** Redis keys of the media nodes: a set of names, and a registration each. */
export const nodeKeys = { all: 'nodes', one: (node: string) => `node:${node}` } as const;

/** How an API node authenticates: `Authorization: Bearer <JWT>`, HS256, this audience, at most a minute old. */
export const controlAudience = 'media-control';

function control<P extends z.ZodType, R extends z.ZodType>(params: P, result: R): { params: P; result: R } {
  return { params, result };
}
