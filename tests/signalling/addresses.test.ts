/**
 * Where sockets come from: how many one address may have open, IPv4 by the address and IPv6 by its /64, over both families
 * and behind a proxy. The site is one that people reach from elsewhere, so its local outbox does not exist.
 */
import { createServer } from 'node:http';
import { connect } from 'node:net';
import t, { type Test } from 'tap';
import { listen } from '#platform/http/listen.ts';
import { mayReadLocalMail } from '../../server/platform/mailer/index.ts';
import { refusedWith } from '../http/coded.ts';
import { ApiClient } from '../world/api.ts';
import { type SocketWishes, TestSocket } from '../world/socket.ts';
import { openStack } from '../world/stack.ts';
import { until } from '../world/until.ts';

const most = 3;
const without = await reasonWithoutIPv6();
const stack = await openStack({
  only: ['postgres', 'redis', 'migrate', 'seed', 'server'],
  env: {
    ...{ LIMITS_FACTOR: '1', SOCKETS_PER_ADDRESS: String(most), TRUST_PROXY: '1' },
    ...{ HTTP_LISTEN_IP: without === undefined ? '::' : '127.0.0.1', PUBLIC_URL: 'http://busker.example' },
  },
});
t.teardown(() => stack.close());

const anywhere = { headers: { origin: 'http://busker.example' } };
const from = (address: string): SocketWishes => ({ headers: { ...anywhere.headers, 'x-forwarded-for': address } });

/** The socket, or the status the door is shut with. */
async function knock(wishes: SocketWishes): Promise<TestSocket | number> {
  try {
    return await TestSocket.connect(stack, wishes);
  } catch (error) {
    return (error as { status?: number }).status ?? 0;
  }
}

const isSocket = (one: TestSocket | number): one is TestSocket => one instanceof TestSocket;

/** Each address opens as many together as one may; who is one more is refused, until somebody leaves. */
async function together(t: Test, addresses: readonly SocketWishes[]): Promise<void> {
  const some = addresses[0] ?? {};
  const crowd = await Promise.all(
    Array.from({ length: 8 }, (_, at) => knock(addresses[at % addresses.length] ?? some)),
  );
  const inside = crowd.filter(isSocket);
  t.equal(inside.length, most, 'of eight that come at once as many come in as may be');
  t.same([...new Set(crowd.filter((one) => !isSocket(one)))], [429], 'the others hear that they are too many');
  await Promise.all(inside.map((socket) => socket.hello()));
  t.equal(await knock(addresses.at(-1) ?? some), 429, 'nor is there room while they stay');
  inside[0]?.terminate();
  await inside[1]?.close();
  const back: TestSocket[] = [];
  await until('room for two', async () => {
    const one = await knock(some);
    if (isSocket(one)) back.push(one);
    return back.length === 2;
  });
  t.equal(await knock(some), 429, 'two that left make room for two');
  for (const socket of [...back, ...inside]) socket.terminate();
}

t.test('IPv4', (t) => together(t, [{ ...anywhere, address: '127.9.0.1' }]));

t.test('IPv6', without === undefined ? {} : { skip: without }, (t) =>
  together(t, [{ ...anywhere, host: '[::1]', address: '::1' }]),
);

t.test('A /64, behind a proxy', (t) =>
  together(t, [from('2001:db8:1:2::1'), from('2001:DB8:1:2:ffff::2'), from('2001:db8:0001:2:0:0:0:3')]),
);

t.test('IPv4 that is wrapped in IPv6', (t) =>
  together(t, [from('198.51.100.7'), from('::ffff:198.51.100.7'), from('::FFFF:C633:6407')]),
);

t.test('Whoever comes from next door is not concerned', async (t) => {
  const crowd = await Promise.all([1, 2, 3].map(() => knock(from('2001:db8:7:1::1'))));
  t.same(crowd.map(isSocket), [true, true, true]);
  const next = await knock(from('2001:db8:7:2::1'));
  t.ok(isSocket(next), 'of another /64');
  for (const socket of [...crowd, next].filter(isSocket)) socket.terminate();
});

t.test('What is no address', async (t) => {
  for (const nonsense of ['unknown', '192.0.2.1:4711', '[2001:db8::1]', '192.0.2.300']) {
    t.equal(await knock(from(nonsense)), 400, `${nonsense} has no socket`);
    const headers = { 'x-forwarded-for': nonsense };
    const answer = await new ApiClient(stack).raw('GET', '/api/streams', { headers });
    refusedWith(t, answer, 'VALIDATION_FAILED', 'and no answer');
  }
});

t.test('A door that is shut lets nobody stand in it', async (t) => {
  let said = '';
  let ended = false;
  // Our half stays open: the server must end the whole of it.
  const socket = connect({ port: stack.port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    said += String(chunk);
  });
  socket.once('end', () => {
    ended = true;
  });
  const key = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==';
  socket.write(`GET /elsewhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${key}\r\n\r\n`);
  await until('an answer and its end', () => ended);
  t.match(said, /^HTTP\/1.1 404 /, 'who is refused hears it');
  const gone = (): boolean => {
    if (!socket.destroyed) socket.write('x');
    return socket.destroyed;
  };
  t.ok(await until('the end of the whole', gone), 'and is gone');
});

t.test('The local outbox of a site that is reached from elsewhere', async (t) => {
  const anyone = new ApiClient(stack);
  refusedWith(t, await anyone.raw('GET', '/api/dev/mail'), 'NOT_FOUND', 'does not exist, from this machine neither');
  const headers = { 'x-forwarded-for': '127.0.0.1' };
  refusedWith(t, await anyone.raw('GET', '/api/dev/mail', { headers }), 'NOT_FOUND', 'nor for who seems to be on it');
  const page = await anyone.raw('GET', '/dev/mail', { headers: { accept: 'text/html' } });
  t.equal(page.status, 404, 'nor does its page');
});

t.test('Where the local outbox may exist', async (t) => {
  const may = (url: string, production = false): boolean => mayReadLocalMail({ production, publicUrl: new URL(url) });
  const own = [
    'http://localhost:3000',
    'http://127.0.0.1',
    'https://[::1]:8443',
    'http://busker.localhost',
    'http://127.1',
  ];
  for (const url of own) {
    t.ok(may(url), `${url} is this machine's`);
    t.notOk(may(url, true), 'and not in production');
  }
  const others = [
    ...[
      'https://busker.example',
      'http://192.168.1.5:3000',
      'http://0.0.0.0',
      'http://localhost.example',
      'http://[::]',
    ],
    ...['http://127.0.0.1.example', 'http://notlocalhost', 'http://[fe80::1]', 'http://localhost@busker.example'],
  ];
  for (const url of others) t.notOk(may(url), `${url} is not`);
});

/** Undefined where this machine has ::1. */
async function reasonWithoutIPv6(): Promise<string | undefined> {
  const server = createServer();
  try {
    await listen(server, 0, '::1');
    return undefined;
  } catch (error) {
    return `not run: no IPv6 here (${String(error)})`;
  } finally {
    server.close();
  }
}
