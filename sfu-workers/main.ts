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
/** The supervisor waits 4 s; what has not ended by itself then is ended here. */
const stopWithinMs = 3_500;

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
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (config.supervised) process.stdin.once('close', () => stop('the supervisor is gone')).resume();
  const node = await starting;
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
