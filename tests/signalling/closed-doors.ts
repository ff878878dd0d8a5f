/**
 * Who is turned away before there is a socket: other sites' pages, other paths, too many from one address.
 */
import type { Test } from 'tap';
import { loopbackAddress } from '../world/loopback-address.ts';
import { type SocketWishes, TestSocket } from '../world/socket.ts';

/** The status the door is shut with; 101 where it opens. */
async function statusOf(at: { port: number }, wishes: SocketWishes): Promise<number> {
  try {
    const socket = await TestSocket.connect(at, wishes);
    socket.terminate();
    return 101;
  } catch (error) {
    return (error as { status?: number }).status ?? 0;
  }
}

export async function closedDoors(t: Test, at: { port: number }): Promise<void> {
  const origin = (value: string) => statusOf(at, { headers: { origin: value } });
  t.equal(await statusOf(at, {}), 101, 'a program without an Origin comes in');
  t.equal(await origin(`http://localhost:${at.port}`), 101, 'so does our own page');
  const foreign = [
    ...['https://evil.example', 'null', '', `https://localhost:${at.port}`, `http://localhost:${at.port}.evil.example`],
    ...[`http://localhost:${at.port + 1}`, 'http://localhost', `http://evil.example#http://localhost:${at.port}`],
  ];
  for (const one of foreign) t.equal(await origin(one), 403, `a page of ${one || 'nowhere'} does not`);

  for (const path of ['/', '/ws/', '/wss', '/api/streams', '/ws/../x']) {
    t.equal(await statusOf(at, { path }), 404, `there is no socket at ${path}`);
  }
  t.equal(await statusOf(at, { path: '/ws?x=1' }), 101, 'a query does not matter');
  await tooManySockets(t, at);
}

async function tooManySockets(t: Test, at: { port: number }): Promise<void> {
  const address = loopbackAddress();
  const statuses: number[] = [];
  for (let count = 0; count < 21; count += 1) statuses.push(await statusOf(at, { address }));
  t.same(statuses, [...Array(20).fill(101), 429], 'the twenty-first socket of a minute from one address is refused');
  const claims = ['192.0.2.1', '192.0.2.2, 192.0.2.3', '::1', 'unknown', `${loopbackAddress()}, 127.0.0.1`];
  for (const forwarded of claims) {
    const headers = { 'x-forwarded-for': forwarded, 'x-real-ip': forwarded, forwarded: `for=${forwarded}` };
    t.equal(await statusOf(at, { address, headers }), 429, `claiming to come from ${forwarded} does not help`);
  }
  t.equal(await statusOf(at, {}), 101, 'another address is not concerned');
}
