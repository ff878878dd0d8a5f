/**
 * What a media node says of what it carries: to the API nodes, and by them to operators. No session is named.
 */
import { z } from 'zod';
import { MediaId, RoomId } from '../ids.ts';
import { Source } from '../socket/source.ts';
import { Dialect } from './dialect.ts';
import { MediaKind } from './rtp.ts';

const count = z.int().min(0);

/** `cpu` is a share of one core, `consumers` and `routers` are those of all rooms; `worker` is a pid; `node` of an edge: on another node; `dialect`: for players of these payload types. */
export const NodeReport = z.object({
  workers: z.array(z.object({ pid: z.int(), port: z.int(), cpu: z.number().min(0), consumers: count, routers: count })),
  rooms: z
    .array(
      z.object({
        room: RoomId,
        mediaEpoch: z.int().min(1),
        origin: z.object({ worker: z.int(), consumers: count }),
        edges: z.array(
          z.object({
            worker: z.int(),
            consumers: count,
            pipes: count,
            node: z.string().optional(),
            dialect: Dialect.optional(),
          }),
        ),
        producers: z.array(
          z.object({
            id: MediaId,
            source: Source,
            kind: MediaKind,
            paused: z.boolean(),
            score: z.int().min(0).max(10).describe('The lowest of its layers that arrive'),
            layers: z.array(z.object({ rid: z.string().nullable(), score: z.int().min(0).max(10) })),
          }),
        ),
        consumers: count,
      }),
    )
    .max(200),
  left: count,
});
export type NodeReport = z.infer<typeof NodeReport>;
