/** /healthz, /readyz, /healthz/parts, and what the edge does with requests that are hardly HTTP. */
import { connect } from 'node:net';
import { until } from '../world/until.ts';
import type { HttpCase } from './world.ts';

export const health: HttpCase = async (t, world) => {
  const anyone = world.anyone();
  t.same(await anyone.do('healthz'), { status: 'alive' });
  t.same(await anyone.do('readyz'), { status: 'ready' });
  const allUp = async () => {
    const parts = await anyone.do('healthParts');
    const states = [parts.database, parts.redis, parts.jobs, ...parts.media].map(({ state }) => state);
    return states.length === 4 && states.every((state) => state === 'up') ? parts : undefined;
  };
  const parts = await until('health of every part', allUp, { withinMs: 20_000 });
  t.ok((parts.media[0]?.ageMs ?? Number.POSITIVE_INFINITY) < 2_000, 'a media node was heard from just now');
};

export const hardlyHttp: HttpCase = async (t, { stack }) => {
  const upgrade = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n';
  t.match(
    await say(stack.port, `GET /healthz HTTP/1.1\r\nHost: x\r\n${upgrade}\r\n`),
    /^HTTP\/1.1 200 OK.*alive/s,
    'an offer of HTTP/2 is passed over',
  );
  t.match(await say(stack.port, '\u0016\u0003\u0001 what\r\n\r\n'), /^HTTP\/1.1 400 /, 'noise');
  t.match(
    await say(stack.port, `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`),
    /^HTTP\/1.1 431 /,
    'endless headers',
  );
  const smuggled =
    'POST /api/auth/logout HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n';
  t.match(await say(stack.port, smuggled), /^HTTP\/1.1 400 /, 'two lengths');
  t.match(
    await say(stack.port, 'GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'),
    /^HTTP\/1.1 400 /,
    'half a handshake',
  );
};

/** All that the server says to these words until it closes or has said a whole answer. */
function say(port: number, words: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(words));
  let said = '';
  socket.setTimeout(10_000, () => socket.destroy(new Error(`no whole answer, but: ${said}`)));
  socket.on('data', (chunk) => {
    said += String(chunk);
    if (said.includes('}')) socket.end();
  });
  socket.on('error', reject);
  socket.on('close', () => resolve(said));
  return promise;
}
