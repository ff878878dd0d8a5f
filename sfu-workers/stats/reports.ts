/**
 * What a node does by the clock: registers itself with its load, looks at what flows, tidies up.
 */
import type { NodeRegistration } from '#protocol/media/control.ts';
import { askAgain } from '../rooms/ask-again.ts';
import { askAtMoments } from '../rooms/ask-at-moments.ts';
import { closeIdle } from '../rooms/close-idle.ts';
import { giveUpEdges } from '../rooms/give-up-edges.ts';
import { countConsumers } from '../rooms/load.ts';
import type { Stage } from '../rooms/stage.ts';
import { wantLayers } from '../rooms/want-layers.ts';
import { every } from './every.ts';
import { Looks } from './look.ts';
import { Registration } from './registration.ts';

const registrationMs = 500;
const arrivalsMs = 1_000;
const departuresMs = 10_000;
/** How exactly the moments are kept at which key frames are asked for. */
const askingMs = 250;

export interface ReportOptions {
  readonly redisUrl: string;
  readonly node: string;
  readonly controlUrl: string;
  /** Done with every look. */
  readonly tidy: () => void;
}

export interface Report {
  /** Whether API nodes were ever able to find this node. */
  readonly registered: boolean;
  readonly close: () => Promise<void>;
}

/** Starts at once. */
export function startReports(stage: Stage, options: ReportOptions): Report {
  const { log } = stage;
  const looks = new Looks(stage);
  const registration = new Registration(options.redisUrl, options.node, log, () => entryOf(stage, options));
  const stops = [
    every(registrationMs, log, async () => {
      void stage.usage.read(stage.pool);
      await registration.write();
      // Without Redis what was known last goes on to hold: a connection says for itself when it ends.
      const others = await registration.others();
      if (others !== undefined) stage.peers.learn(others);
      giveUpEdges(stage);
    }),
    every(arrivalsMs, log, async () => {
      options.tidy();
      closeIdle(stage);
      for (const room of stage.rooms.all) {
        wantLayers(stage, room);
        askAgain(log, room);
      }
      await looks.atArrivals();
    }),
    every(askingMs, log, async () => {
      for (const room of stage.rooms.all) void askAtMoments(stage, room);
    }),
    every(departuresMs, log, () => looks.atDepartures()),
  ];
  return {
    get registered() {
      return registration.written;
    },
    close: async () => {
      for (const stop of stops) stop();
      await registration.close();
    },
  };
}

function entryOf(
  { pool, rooms, usage, clock, spreading, drain }: Stage,
  { node, controlUrl }: ReportOptions,
): NodeRegistration {
  const { running } = pool;
  return {
    node,
    controlUrl,
    workers: running.length,
    rooms: rooms.all.length,
    consumers: countConsumers(rooms.all),
    consumersPerWorker: spreading.consumersPerWorker,
    cpu: running.reduce((total, worker) => total + usage.cpuOf(worker), 0),
    draining: drain.on,
    at: clock.now(),
  };
}
