/**
 * What every control action is handed.
 */

import type { Logger } from 'pino';
import type { Clock } from '#kernel/clock.ts';
import type { Peers } from '../peers/peers.ts';
import type { WorkerPool } from '../pool.ts';
import type { Figures } from '../stats/figures.ts';
import type { WorkerUsage } from '../stats/worker-usage.ts';
import type { ClipShelf } from './clip-shelf.ts';
import type { Drain } from './drain.ts';
import type { News } from './news.ts';
import type { OpenRooms } from './open-rooms.ts';

export interface Spreading {
  /** Mark of a worker: how many consumers it is given. */
  readonly consumersPerWorker: number;
  /** How long an edge stays open without anybody on it. */
  readonly edgeIdleMs: number;
  /** How long a room stays open without anybody in it. */
  readonly roomIdleMs: number;
}

export interface Stage {
  readonly rooms: OpenRooms;
  readonly news: News;
  readonly pool: WorkerPool;
  readonly usage: WorkerUsage;
  readonly clips: ClipShelf;
  readonly figures: Figures;
  /** Whether things may be made to go wrong. */
  readonly faults: boolean;
  readonly clock: Clock;
  readonly log: Logger;
  /** When a room spreads, and when it draws together again. */
  readonly spreading: Spreading;
  /** How far apart the node asks for key frames by itself. */
  readonly keyFrameMoments: { readonly minMs: number; readonly maxMs: number };
  /** The other media nodes. */
  readonly peers: Peers;
  /** Whether this node takes nothing new, because it stops. */
  readonly drain: Drain;
  /** Address that pipes from and to other nodes listen on. */
  readonly pipeIp: string;
  /** Ports that plain transports on loopback, and pipes, may take. */
  readonly plainPorts: { readonly min: number; readonly max: number };
}
