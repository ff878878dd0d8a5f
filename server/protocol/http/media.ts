/**
 * For operators: media nodes, their workers, the rooms on them and how these go; now, and over the last quarter of an hour.
 * No viewer is named. One thing is changed here: a node may be emptied, before its machine is.
 */
import { z } from 'zod';
import { Id, MediaId } from '../ids.ts';
import { NodeReport } from '../media/node-report.ts';
import { LayerHealth } from '../socket/notes.ts';
import { QualityReport, QualityState } from '../socket/quality.ts';
import { Source } from '../socket/source.ts';
import { linesOfText } from '../text.ts';
import { route } from './route.ts';
import { StreamState } from './streams.ts';

/** How often a sample is taken for the charts, in milliseconds, and how many are kept: a quarter of an hour. */
export const sampleEveryMs = 5_000;
export const samplesKept = 180;
/** Rooms of one page of the overview. */
export const roomsAtOnce = 50;

const count = z.int().min(0);
const ms = z.number().min(0);
const at = z.int().min(0).describe('Milliseconds since 1970');
const byState = { good: count, fair: count, poor: count };
const reported = NodeReport.shape;
const nodeRoom = reported.rooms.element.shape;

/** What pages of a room said within the last minute. Their own word: a page can lie. */
export const RoomQuality = z.object({
  viewers: z.object({
    reporting: count,
    ...byState,
    firstFrameP50Ms: ms.nullable(),
    firstFrameP95Ms: ms.nullable(),
    rttP50Ms: ms.nullable(),
    lossP95: z.number().min(0).max(1).nullable(),
    freezes: count,
    layers: z.array(count).length(3).describe('How many receive each spatial layer, the lowest first'),
  }),
  performer: z
    .object({ state: QualityState, ageMs: ms, report: z.object(QualityReport.shape) })
    .nullable()
    .describe('What the page that sends said last'),
});
export type RoomQuality = z.infer<typeof RoomQuality>;

/** A media node. `silent`: it did not answer in time; its workers are not known then. */
export const MediaNodeView = z.object({
  node: z.string(),
  state: z.enum(['up', 'silent']),
  pid: z.int().nullable(),
  draining: z.boolean(),
  registeredAgoMs: ms.nullable().describe('Null: it is not registered'),
  workers: reported.workers,
  rooms: count,
  consumers: count,
  left: count.describe('Rooms of it that are not looked at: it has more than 200'),
});
export type MediaNodeView = z.infer<typeof MediaNodeView>;

/** What is wrong in a room, in the order of how much it matters. */
export const RoomTrouble = z.enum([
  'node_silent',
  'nowhere',
  'nothing_sent',
  'nothing_arrives',
  'viewers_poor',
  'arrives_badly',
  'performer_poor',
  'viewers_fair',
]);
export type RoomTrouble = z.infer<typeof RoomTrouble>;

/** A room that is live, or has media on a node. */
export const MediaRoom = z.object({
  id: Id,
  stream: z
    .object({
      title: z.string(),
      state: StreamState,
      performer: z.object({ id: Id, handle: z.string(), displayName: z.string() }),
    })
    .nullable()
    .describe('Null: there is none of this id any more'),
  node: z.string().nullable(),
  mediaEpoch: nodeRoom.mediaEpoch.nullable(),
  origin: nodeRoom.origin.nullable(),
  edges: nodeRoom.edges,
  producers: nodeRoom.producers,
  consumers: count,
  viewers: count,
  quality: RoomQuality,
  state: QualityState,
  troubles: z.array(RoomTrouble),
});
export type MediaRoom = z.infer<typeof MediaRoom>;

const Totals = z.object({ rooms: count, viewers: count, consumers: count, reporting: count, ...byState });

const MediaOverview = z
  .object({
    at,
    nodes: z.array(MediaNodeView),
    totals: Totals,
    rooms: z.array(MediaRoom).describe('Those with most trouble first'),
    more: z.boolean(),
  })
  .meta({ id: 'MediaOverview' });
export type MediaOverview = z.infer<typeof MediaOverview>;

/** The figures of one moment, as charts need them. */
export const MediaSample = z.object({
  at,
  rooms: count,
  viewers: count,
  ...byState,
  workers: z
    .array(z.object({ node: z.string(), pid: z.int(), cpu: ms, consumers: count, routers: count }))
    .describe('At most 64, those with most consumers'),
});
export type MediaSample = z.infer<typeof MediaSample>;

/** One room at one moment. */
export const RoomSample = z.object({
  at,
  viewers: count,
  consumers: count,
  ...byState,
  score: z.int().min(0).max(10).nullable().describe('The lowest of what is sent; null: nothing is'),
});
export type RoomSample = z.infer<typeof RoomSample>;

const RoomDetail = z
  .object({
    at,
    room: MediaRoom,
    arriving: z
      .array(z.object({ id: MediaId, source: Source, layers: z.array(LayerHealth) }))
      .nullable()
      .describe('What arrives of each source now; null: its node did not say'),
    samples: z.array(RoomSample).describe('Oldest first'),
  })
  .meta({ id: 'MediaRoomDetail' });
export type RoomDetail = z.infer<typeof RoomDetail>;

export const getMedia = route({
  method: 'GET',
  path: '/api/admin/media',
  summary: 'Media nodes, their workers, and the rooms on them, those with most trouble first',
  who: ['admin'],
  status: 200,
  body: undefined,
  params: undefined,
  query: z.strictObject({ page: z.coerce.number().int().min(0).max(1_000).optional() }),
  answer: MediaOverview,
  refusals: [],
});

export const getMediaHistory = route({
  method: 'GET',
  path: '/api/admin/media/history',
  summary: 'What the nodes carried over the last quarter of an hour, every five seconds',
  who: ['admin'],
  status: 200,
  body: undefined,
  params: undefined,
  query: z.strictObject({
    since: z.coerce
      .number()
      .int()
      .min(0)
      .optional()
      .describe('Only samples after this moment, milliseconds since 1970'),
  }),
  answer: z.object({ samples: z.array(MediaSample).describe('Oldest first') }).meta({ id: 'MediaHistory' }),
  refusals: [],
});

export const getMediaRoom = route({
  method: 'GET',
  path: '/api/admin/media/rooms/:id',
  summary: 'One room: where its media is, what arrives of each layer, how it went over the last quarter of an hour',
  who: ['admin'],
  status: 200,
  body: undefined,
  params: z.strictObject({ id: Id }),
  answer: RoomDetail,
  refusals: ['NOT_FOUND'],
});

/** Names of media nodes, as settings give them. */
const NodeName = z.string().regex(/^[\w.-]{1,64}$/);

export const drainMediaNode = route({
  method: 'POST',
  path: '/api/admin/media/nodes/:node/drain',
  summary:
    'Moves the rooms of a media node to others, then ends it; there is no way back. Repeating it changes nothing',
  who: ['admin'],
  status: 202,
  audit: 'media.node-drained',
  body: z.strictObject({ reason: linesOfText(500, 3).describe('Why; kept in the audit log') }),
  params: z.strictObject({ node: NodeName }),
  answer: z.object({ node: NodeName, draining: z.literal(true) }),
  refusals: ['NOT_FOUND', 'CONFLICT', 'MEDIA_UNAVAILABLE'],
});
