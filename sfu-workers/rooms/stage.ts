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

export interface Stage {
  readonly rooms: OpenRooms;
  readonly news: News;
  readonly pool: WorkerPool;
  readonly usage: WorkerUsage;
  readonly clips: ClipShelf;
  readonly figures: Figures;
  readonly clock: Clock;
  readonly log: Logger;
  /** Ports that plain transports on loopback may take. */
  readonly plainPorts: { readonly min: number; readonly max: number };
}
