/**
 * What every control action is handed.
 */

import type { Logger } from 'pino';
import type { Clock } from '#kernel/clock.ts';
import type { WorkerPool } from '../pool.ts';
import type { Figures } from '../stats/figures.ts';
import type { WorkerUsage } from '../stats/worker-usage.ts';
import type { ClipShelf } from './clip-shelf.ts';
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
  /** Ports that plain transports on loopback may take. */
  readonly plainPorts: { readonly min: number; readonly max: number };
}
