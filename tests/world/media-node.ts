/**
 * A media node with real workers inside the test's process, and a Redis for it to register in.
 */
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { systemClock } from '#kernel/clock.ts';
import { newId } from '#kernel/ids.ts';
import { findPrivatePorts } from '../../infra/supervisor/free-port.ts';
import { MediaNode } from '../../sfu-workers/node.ts';
import type { NodeSettings } from '../../sfu-workers/node-settings.ts';
import { ControlClient, controlToken } from './control-client.ts';
import { mediaWorkerBin } from './media-worker.ts';
import { startRedis, type TestRedis } from './redis.ts';

export interface MediaWorld {
  readonly node: MediaNode;
  readonly settings: NodeSettings;
  readonly redis: TestRedis;
  /** Another API node. */
  connect(): Promise<ControlClient>;
  /** A room that is open at epoch 1. */
  room(api: ControlClient): Promise<{ room: string; mediaEpoch: number }>;
  close(): Promise<void>;
}

/** @param given what shall differ from a node with two workers and a grace of a minute */
export async function startMediaWorld(given: Partial<NodeSettings> = {}): Promise<MediaWorld> {
  const redis = await startRedis();
  const settings = await completeSettings(redis.url, given);
  const log = pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' });
  const node = await MediaNode.start(settings, { clock: systemClock, log });
  const clients = new Set<ControlClient>();
  return {
    node,
    settings,
    redis,
    async connect() {
      const client = await ControlClient.connect(node.controlPort, controlToken(settings.controlKey));
      clients.add(client);
      return client;
    },
    async room(api) {
      const room = { room: newId(), mediaEpoch: 1 };
      await api.do('room.open', room);
      return room;
    },
    async close() {
      await Promise.all([...clients].map((client) => client.close()));
      await node.close();
      await redis.close();
    },
  };
}

async function completeSettings(redisUrl: string, given: Partial<NodeSettings>): Promise<NodeSettings> {
  const workers = given.workers ?? 2;
  return {
    nodeId: `media-${newId()}`,
    controlKey: randomBytes(32),
    controlPort: 0,
    controlUrl: undefined,
    metricsPort: 0,
    redisUrl,
    sessionGraceMs: 60_000,
    faults: true,
    workers,
    consumersPerWorker: 500,
    edgeIdleMs: 30_000,
    roomIdleMs: 300_000,
    keyFrameMoments: { minMs: 4_000, maxMs: 12_000 },
    firstPort: await findPrivatePorts(workers),
    listenIp: '127.0.0.1',
    announcedAddress: '127.0.0.1',
    workerBin: mediaWorkerBin(),
    ...given,
  };
}
