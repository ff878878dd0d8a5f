/** How API nodes find a media node, and how they notice that it is gone; its figures and its health. */

import t from 'tap';
import { NodeRegistration, nodeKeys } from '#protocol/media/control.ts';
import { startMediaWorld } from '../world/media-node.ts';
import { until } from '../world/until.ts';

const world = await startMediaWorld({ workers: 2 });
t.teardown(() => world.close());
const { client } = world.redis;
const { nodeId } = world.settings;

const entry = async () => {
  const text = await client.get(nodeKeys.one(nodeId));
  return text === null ? undefined : NodeRegistration.parse(JSON.parse(text));
};
const http = (path: string) => fetch(`http://127.0.0.1:${world.node.metricsPort}${path}`);

t.test('a node registers itself with its load', async (t) => {
  const first = await until('registration', entry);
  t.match(first, { node: nodeId, workers: 2, rooms: 0, consumers: 0, draining: false }, 'as it is');
  t.equal(first.controlUrl, `ws://127.0.0.1:${world.node.controlPort}`, 'with the way to its control socket');
  t.ok((await client.smembers(nodeKeys.all)).includes(nodeId), 'in the list of nodes');
  t.ok((await client.pttl(nodeKeys.one(nodeId))) <= 1_500, 'for a second and a half');
  const api = await world.connect();
  await world.room(api);
  const next = await until('entry with a room', async () => ((await entry())?.rooms === 1 ? await entry() : undefined));
  t.ok(next.at > first.at && next.cpu >= 0 && next.cpu < 2, 'again and again');
});

t.test('figures and health are served on loopback', async (t) => {
  const api = await world.connect();
  const room = await world.room(api);
  await api.do('room.play', { ...room, session: 'clip', clip: 'demo' });
  const hasPackets = async () => {
    const text = await (await http('/metrics')).text();
    return Number(/^busker_media_received_packets_total (\d+)$/m.exec(text)?.[1]) > 0;
  };
  // A flowing room is looked at every five seconds.
  await until('received packets in the figures', hasPackets, { withinMs: 10_000 });
  const text = await (await http('/metrics')).text();
  for (const name of ['rooms', 'transports', 'producers', 'consumers', 'workers', 'joins_total', 'plis_sent_total']) {
    t.match(text, new RegExp(`^busker_media_${name} \\d+$`, 'm'), `busker_media_${name} is there`);
  }
  t.match(text, /^busker_media_worker_cpu_seconds\{pid="\d+"\} [\d.]+$/m, 'CPU is there by worker');
  t.match(text, /^busker_media_producer_score_lowest\{source="camera"\} \d+$/m, 'scores are there by source');
  t.equal((await http('/healthz')).status, 200, 'it is alive');
  t.equal((await http('/readyz')).status, 200, 'it is ready');
  t.equal((await http('/elsewhere')).status, 404, 'and nothing else is there');
});

t.test('Redis may go away and come back', async (t) => {
  const api = await world.connect();
  await client.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
  await client.del(nodeKeys.one(nodeId));
  t.equal(await api.codeOf('session.close', { session: 's' }), 'ok', 'the node serves on');
  await until('registration again', entry);
});

t.test('a node that stops takes itself off the list', async (t) => {
  await until('registration', entry);
  await world.node.close();
  t.equal(await entry(), undefined, 'its entry is gone at once');
  t.notOk((await client.smembers(nodeKeys.all)).includes(nodeId), 'and its name');
  await world.node.close();
  t.pass('stopping twice is stopping once');
});
