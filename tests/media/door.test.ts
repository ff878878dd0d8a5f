/** Who gets into a media node's control socket, and what happens to those who talk nonsense there. */
import { once } from 'node:events';
import jwt from 'jsonwebtoken';
import t from 'tap';
import { WebSocket } from 'ws';
import { controlAudience } from '#protocol/media/control.ts';
import { closeCodes } from '#protocol/socket/close-codes.ts';
import { ControlClient, controlToken } from '../world/control-client.ts';
import { startMediaWorld } from '../world/media-node.ts';

const world = await startMediaWorld({ workers: 1 });
t.teardown(() => world.close());
const { controlPort } = world.node;
const { controlKey } = world.settings;

async function statusWith(headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(`ws://127.0.0.1:${controlPort}`, { headers });
  socket.on('error', () => undefined);
  const [status] = await Promise.race([
    once(socket, 'open').then(() => [101]),
    once(socket, 'unexpected-response').then(([, response]) => [response.statusCode]),
  ]);
  socket.terminate();
  return status;
}

const withToken = (token: string) => statusWith({ authorization: `Bearer ${token}` });
const nowS = Math.floor(Date.now() / 1000);

t.test('the door opens to a fresh token only', async (t) => {
  t.equal(await withToken(controlToken(controlKey)), 101, 'an API node’s token lets in');
  t.equal(await statusWith({}), 401, 'no token does not');
  t.equal(await statusWith({ authorization: 'Basic eDp5' }), 401, 'another scheme does not');
  t.equal(await withToken('not.a.token'), 401, 'nonsense does not');
  t.equal(await withToken(controlToken(Buffer.alloc(32))), 401, 'a token signed with another key does not');
  t.equal(await withToken(controlToken(controlKey, { audience: 'api' })), 401, 'a token for another door does not');
  t.equal(await withToken(controlToken(controlKey, { expiresIn: -10 })), 401, 'an expired token does not');
  t.equal(await withToken(jwt.sign({ aud: controlAudience, iat: nowS - 70 }, controlKey)), 401, 'an old one does not');
  t.equal(await withToken(jwt.sign({ aud: controlAudience, iat: nowS + 90 }, controlKey)), 401, 'nor one of tomorrow');
  const undated = jwt.sign({ aud: controlAudience }, controlKey, { noTimestamp: true });
  t.equal(await withToken(undated), 401, 'nor one without a date');
  const other = jwt.sign({ aud: controlAudience }, controlKey, { algorithm: 'HS512' });
  t.equal(await withToken(other), 401, 'nor one signed with another algorithm');
  const unsigned = jwt.sign({ aud: controlAudience }, '', { algorithm: 'none' });
  t.equal(await withToken(unsigned), 401, 'nor one that is not signed');
});

t.test('the first frame says who the node is', async (t) => {
  const api = await world.connect();
  const hello = await api.event('node.hello');
  t.match(hello, { node: world.settings.nodeId, pid: process.pid }, 'by name and process');
  t.ok(
    hello.rtpCapabilities.codecs?.some((codec) => codec.mimeType === 'video/VP8'),
    'with what its routers can do',
  );
});

t.test('frames that are no requests end the connection, and only that one', async (t) => {
  const bystander = await world.connect();
  for (const text of [
    '',
    '{',
    '[]',
    'null',
    '"room.open"',
    '{"id":0,"method":"room.open","params":{}}',
    '{"id":1,"method":"room.open"}',
    '{"method":"room.open","params":{}}',
  ]) {
    const api = await world.connect();
    api.sendText(text);
    t.equal(await api.closed(), closeCodes.malformed, `${JSON.stringify(text)} is answered with a close`);
  }
  const api = await world.connect();
  api.sendText('x'.repeat(300 * 1024));
  t.equal(await api.closed(), closeCodes.tooLarge, 'a frame above 256 KiB is refused unread');
  t.equal(await bystander.codeOf('session.close', { session: 's' }), 'ok', 'another API node is still served');
});

t.test('requests that do not hold are answered', async (t) => {
  const api = await ControlClient.connect(controlPort, controlToken(controlKey));
  t.teardown(() => api.close());
  for (const method of ['nothing', 'toString', '__proto__', 'constructor']) {
    t.match(await api.ask(method, {}), { ok: false, error: { error: 'VALIDATION_FAILED' } }, `${method} is no method`);
  }
  for (const params of [null, {}, [], { room: 'x', mediaEpoch: 1 }, { room: 5, mediaEpoch: '1' }]) {
    const answer = await api.ask('room.open', params);
    t.match(answer, { ok: false, error: { error: 'VALIDATION_FAILED' } }, `${JSON.stringify(params)} opens no room`);
  }
});
