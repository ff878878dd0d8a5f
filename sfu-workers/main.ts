/**
 * The media node as a process: configuration → node → start → graceful stop.
 */

import { pino } from 'pino';
import { ConfigError, need, readConfig } from '#config/config.ts';
import { deriveKey } from '#config/keys.ts';
import { systemClock } from '#kernel/clock.ts';
import { sessionGraceMs } from '#protocol/socket/envelope.ts';
import { PortTakenError } from './door/listen.ts';
import { MediaNode } from './node.ts';
import type { NodeSettings } from './node-settings.ts';
import { WorkerStartError } from './workers/start-worker.ts';

/** A session is over when the API says so; the node gives up by itself only where no API node is left to say it. */
const marginMs = 15_000;
/** Long enough that an edge outlives a show's lulls: opening one again costs key frames. */
const edgeIdleMs = 30_000;
/** A performer who goes out for a while between test and show finds it as it was; what was only looked at costs nothing for long. */
const roomIdleMs = 300_000;
/** Whoever watches silently waits for one of them; each costs a performer what a viewer who joins does. */
const keyFrameMoments = { minMs: 4_000, maxMs: 12_000 };
/** The supervisor waits 4 s; what has not ended by itself then is ended here. */
const stopWithinMs = 3_500;
/** What is not elsewhere by then ends with this node. */
const drainWithinMs = 30_000;

function readSettings(config: ReturnType<typeof readConfig>): NodeSettings {
  const { media } = config;
  return {
    nodeId: media.nodeId,
    controlKey: deriveKey(need(config.secret, 'BUSKER_SECRET'), 'media-control'),
    controlPort: need(media.controlPort, 'MEDIA_CONTROL_PORT'),
    controlUrl: media.controlUrl,
    metricsPort: config.metricsPort,
    redisUrl: need(config.redisUrl, 'REDIS_URL'),
    sessionGraceMs: sessionGraceMs + marginMs,
    faults: config.demo,
    workers: media.workers,
    consumersPerWorker: media.consumersPerWorker,
    edgeIdleMs,
    roomIdleMs,
    keyFrameMoments,
    firstPort: media.firstPort,
    listenIp: media.listenIp,
    announcedAddress: media.announcedIp,
    workerBin: media.workerBin,
  };
}

async function run(): Promise<void> {
  const config = readConfig();
  const settings = readSettings(config);
  const log = pino({ level: config.logLevel, base: { process: 'media' }, timestamp: pino.stdTimeFunctions.isoTime });
  const starting = MediaNode.start(settings, { clock: systemClock, log });
  const stop = (why: string): void => {
    log.info({ why }, 'the media node stops');
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    void starting
      .then((node) => node.close())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  const drain = (): void => {
    process.once('SIGTERM', () => stop('it was asked to again'));
    log.info('the media node takes nothing new and waits until its rooms are elsewhere');
    starting.then(
      (node) => node.drain(),
      () => undefined,
    );
  };
  process.once('SIGTERM', drain);
  process.once('SIGINT', stop);
  if (config.supervised) process.stdin.once('close', () => stop('the supervisor is gone')).resume();
  const node = await starting;
  void node.drained(drainWithinMs).then(() => stop('its rooms are elsewhere'));
  log.info(
    { workers: settings.workers, firstPort: settings.firstPort, controlPort: node.controlPort },
    'media node ready',
  );
}

run().catch((error: unknown) => {
  const forPeople = [ConfigError, WorkerStartError, PortTakenError].some((kind) => error instanceof kind);
  process.stderr.write(forPeople ? `${(error as Error).message}\n` : `${String((error as Error).stack)}\n`);
  process.exit(1);
});
