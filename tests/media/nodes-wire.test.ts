/** What leaves a media node for another: encrypted, and repairable. The other node is this test, so that it sees the wire. */

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { cleanup } from 'node-datachannel';
import t from 'tap';
import { WebSocketServer } from 'ws';
import { newId } from '#kernel/ids.ts';
import { type ControlMethod, type ControlParams, controlMethods, nodeKeys } from '#protocol/media/control.ts';
import { startMediaWorld } from '../world/media-node.ts';
import { vp8KeyFrame } from '../world/rtp-packets.ts';
import { until } from '../world/until.ts';
import { audience, perform } from './edges-cast.ts';

const world = await startMediaWorld({ workers: 1, consumersPerWorker: 1 });
const api = await world.connect();
const door = new WebSocketServer({ port: 0, host: '127.0.0.1' });
const pipe = createSocket('udp4').bind(0, '127.0.0.1');
await Promise.all([once(door, 'listening'), once(pipe, 'listening')]);
t.teardown(async () => {
  for (const socket of door.clients) socket.terminate();
  door.close();
  pipe.close();
  await world.close();
  cleanup();
});

const asked: { method: ControlMethod; params: unknown }[] = [];
const packets: Buffer[] = [];
pipe.on('message', (packet) => packets.push(packet));

const end = {
  ip: '127.0.0.1',
  port: pipe.address().port,
  srtpParameters: { cryptoSuite: 'AEAD_AES_256_GCM', keyBase64: Buffer.alloc(44, 7).toString('base64') },
};
const tokens: (string | undefined)[] = [];
door.on('connection', (socket, request) => {
  tokens.push(request.headers.authorization);
  socket.on('message', (data) => {
    const { id, method, params } = JSON.parse(String(data)) as { id: number; method: ControlMethod; params: unknown };
    asked.push({ method, params });
    const refused = { id, ok: false, error: { error: 'MEDIA_UNAVAILABLE', message: 'Not here.' } };
    if (method === 'edge.open') socket.send(JSON.stringify({ id, ok: true, result: { pipe: end, worker: 1 } }));
    else if (method.startsWith('edge.')) socket.send(JSON.stringify({ id, ok: true, result: {} }));
    else socket.send(JSON.stringify(refused));
  });
});

function paramsOf<M extends ControlMethod>(method: M): ControlParams<M> | undefined {
  const found = asked.find((one) => one.method === method);
  return found && (controlMethods[method].params.parse(found.params) as ControlParams<M>);
}

t.test('what is piped to another node is encrypted, and can be asked for again', async (t) => {
  const node = newId();
  const { port } = door.address() as AddressInfo;
  const entry = {
    ...{ node, controlUrl: `ws://127.0.0.1:${port}`, workers: 1, rooms: 0, consumers: 0, consumersPerWorker: 500 },
    ...{ cpu: 0, draining: false, at: 1 },
  };
  await world.redis.client.multi().set(nodeKeys.one(node), JSON.stringify(entry)).sadd(nodeKeys.all, node).exec();
  const room = await world.room(api);
  const { producer, publisher } = await perform(t, api, room);
  await audience(t, api, room, 1);
  await until('a viewer who is sent to the other node', async () => {
    const session = newId();
    await api.ask('transport.open', { ...room, session, direction: 'receive' });
    await api.do('session.close', { session });
    return paramsOf('edge.produce');
  });
  t.match(tokens[0], /^Bearer \S+\.\S+\.\S+$/, 'it shows who it is');
  const opened = paramsOf('edge.open');
  t.match(opened, { ...room, pipe: { ip: '127.0.0.1', srtpParameters: { cryptoSuite: /AES/, keyBase64: /.{40}/ } } });
  const produced = paramsOf('edge.produce');
  t.equal(produced?.producer.id, producer);
  const { codecs, encodings = [] } = produced?.rtpParameters ?? { codecs: [] };
  t.ok(
    codecs.some(({ mimeType }) => mimeType === 'video/rtx'),
    'repetitions are agreed on',
  );
  t.equal(encodings.length, 3, 'all layers are piped');
  t.ok(
    encodings.every(({ ssrc, rtx }) => ssrc !== undefined && rtx !== undefined),
    'each has its own',
  );
  t.ok(codecs[0]?.rtcpFeedback?.some(({ type, parameter }) => type === 'nack' && !parameter));

  const ssrcs = encodings.map(({ ssrc }) => ssrc);
  publisher.deafTo = undefined;
  const media = await until('media on the wire', () => {
    const found = packets.filter((packet) => packet.length > 100 && ssrcs.includes(packet.readUInt32BE(8)));
    return found.length > 20 && found;
  });
  const plain = publisher.bytes.map((bytes, layer) => vp8KeyFrame(layer, bytes).subarray(16, 48));
  t.notOk(
    media.some((packet) => plain.some((piece) => packet.includes(piece))),
    'no packet shows a piece of a picture',
  );
  await api.do('room.close', room);
  await until('end at the other node', () => paramsOf('edge.close'));
  const last = packets.length;
  await until('silence', async () => {
    await api.do('node.report', {});
    return packets.length - last < 20;
  });
  t.pass('and it is told when the room ends');
});
