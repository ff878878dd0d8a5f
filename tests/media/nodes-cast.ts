/** Two media nodes, each a process of its own, and who performs and watches over both. */

import { cleanup } from 'node-datachannel';
import type { Test } from 'tap';
import { deriveKey } from '#config/keys.ts';
import { newId } from '#kernel/ids.ts';
import { NodeRegistration, nodeKeys } from '#protocol/media/control.ts';
import type { NodeReport } from '#protocol/media/node-report.ts';
import { findPrivatePorts } from '../../infra/supervisor/free-port.ts';
import { ControlClient, controlToken } from '../world/control-client.ts';
import { MediaProcess } from '../world/media-process.ts';
import { startRedis } from '../world/redis.ts';
import { until } from '../world/until.ts';

const secret = 'the secret of two nodes, longer than thirty-two characters';

export interface PairNode {
  readonly process: MediaProcess;
  readonly name: string;
  readonly api: ControlClient;
  /** Of its workers. */
  readonly ports: readonly number[];
  readonly metrics: () => Promise<string>;
}

export interface Pair {
  readonly a: PairNode;
  readonly b: PairNode;
  /** Resolves when the first node knows that this one serves nobody. */
  idle(node: PairNode): Promise<void>;
}

type Settings = Readonly<Record<string, string>>;

/** Two nodes of one worker each, which is given `mark` streams; each knows of the other. @param second settings of the second alone */
export async function nodePair(t: Test, mark: number, given: Settings = {}, second: Settings = {}): Promise<Pair> {
  const redis = await startRedis();
  const nodes: PairNode[] = [];
  t.teardown(async () => {
    for (const { process: node, api } of nodes) {
      await api.close();
      node.child.kill('SIGKILL');
      await node.ended;
    }
    await redis.close();
    cleanup();
  });
  const add = async (own: Settings): Promise<PairNode> => {
    const node = await startNode(redis.url, { MEDIA_CONSUMERS_PER_WORKER: String(mark), ...given, ...own });
    nodes.push(node);
    return node;
  };
  const [a, b] = [await add({}), await add(second)];
  const others = async ({ metrics }: PairNode) => /^busker_media_neighbours 1$/m.test(await metrics());
  await until('nodes that know of each other', async () => (await others(a)) && (await others(b)));
  const entryOf = async ({ name }: PairNode) => {
    const entry = await redis.client.get(nodeKeys.one(name));
    return entry === null ? undefined : NodeRegistration.parse(JSON.parse(entry));
  };
  const idle = async (node: PairNode) => {
    await until('an idle node', async () => (await entryOf(node))?.consumers === 0);
    // A node reads what others registered after it has registered itself.
    for (const turn of ['next', 'one after it']) {
      const before = await entryOf(a);
      await until(`registration, the ${turn}`, async () => (await entryOf(a))?.at !== before?.at);
    }
  };
  return { a, b, idle };
}

async function startNode(redisUrl: string, given: Settings): Promise<PairNode> {
  const first = await findPrivatePorts(4);
  const name = newId();
  const env = { MEDIA_WORKERS: '1', MEDIA_PORT: String(first), MEDIA_NODE_ID: name, BUSKER_SECRET: secret };
  const process = await (await MediaProcess.spawn(redisUrl, { ...env, ...given })).ready();
  const token = controlToken(deriveKey(secret, 'media-control'));
  const api = await ControlClient.connect(Number(process.env.MEDIA_CONTROL_PORT), token);
  const metrics = async () => (await fetch(`http://127.0.0.1:${process.env.METRICS_PORT}/metrics`)).text();
  const workers = Number(process.env.MEDIA_WORKERS);
  return { process, name, api, ports: Array.from({ length: workers }, (_, index) => first + index), metrics };
}

/** A room that is open at its first epoch. */
export async function roomAt({ api }: PairNode): Promise<{ room: string; mediaEpoch: number }> {
  const room = { room: newId(), mediaEpoch: 1 };
  await api.do('room.open', room);
  return room;
}

/** What the node says of the room; undefined where it has none. */
export async function roomReport({ api }: PairNode, room: string): Promise<NodeReport['rooms'][number] | undefined> {
  return (await api.do('node.report', {})).rooms.find((one) => one.room === room);
}

/** One of the figures a node tells Prometheus. */
export async function figureOf(node: PairNode, name: string): Promise<number> {
  return Number(new RegExp(`^busker_media_${name} (\\d+)$`, 'm').exec(await node.metrics())?.[1]);
}
