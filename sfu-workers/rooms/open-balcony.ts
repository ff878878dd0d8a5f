/**
 * The balcony of a room: where those watch whom nobody is to notice. It is in no count and on no list, and on a worker that is not the
 * origin's where there is one, so that it costs the room's audience as little as it can.
 */
import { leastLoaded } from '../policy/choose-worker.ts';
import type { RunningWorker } from '../workers/start-worker.ts';
import { endBalcony } from './end.ts';
import { feedBalcony } from './feed-balcony.ts';
import { makeRouter } from './make-router.ts';
import { measureWorkers } from './measure-workers.ts';
import { mediaUnavailable } from './refusals.ts';
import type { Balcony, Room } from './room.ts';
import type { Stage } from './stage.ts';

/**
 * The room's balcony, opened where it has none.
 * @param avoid workers that just failed
 * @throws ControlRefusal MEDIA_UNAVAILABLE where no worker is left
 */
export function seatHidden(stage: Stage, room: Room, avoid: ReadonlySet<RunningWorker>): Balcony {
  const { balcony } = room;
  if (balcony !== undefined && !avoid.has(balcony.worker)) return balcony;
  if (balcony !== undefined) endBalcony(room, balcony);
  return open(stage, room, chooseWorker(stage, room, avoid));
}

function open(stage: Stage, room: Room, worker: RunningWorker): Balcony {
  const link = makeRouter(worker).then((router) => ({ router }));
  const records = { pipes: new Map(), feeds: new Map(), emptySinceMs: undefined, closed: false };
  const balcony: Balcony = { worker, link, ...records };
  room.balcony = balcony;
  for (const known of room.producers.values()) void feedBalcony(stage, room, balcony, known);
  link.catch((error: unknown) => {
    if (!balcony.closed) stage.log.warn({ err: error, room: room.id }, 'a balcony cannot be opened');
    endBalcony(room, balcony);
  });
  return balcony;
}

function chooseWorker(stage: Stage, room: Room, avoid: ReadonlySet<RunningWorker>): RunningWorker {
  const free = measureWorkers(stage).filter(({ worker }) => !avoid.has(worker));
  const others = free.filter(({ worker }) => worker !== room.worker);
  const among = others.length > 0 ? others : free;
  const at = leastLoaded(among, stage.spreading.consumersPerWorker);
  const chosen = at === undefined ? undefined : among[at];
  if (chosen === undefined) throw mediaUnavailable();
  return chosen.worker;
}
