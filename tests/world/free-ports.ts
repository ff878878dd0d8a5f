/**
 * Ports that nobody has: UDP and TCP, a row of them, outside the range the kernel gives away by itself.
 */
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/** The first of `count` neighbouring ports that were free a moment ago, on loopback. */
export async function freePorts(count = 1): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const first = 20_000 + Math.floor(Math.random() * 10_000);
    const checks = Array.from({ length: count }, (_, index) => isFree(first + index));
    if ((await Promise.all(checks)).every(Boolean)) return first;
  }
  throw new Error(`no ${count} free ports in a row were found`);
}

async function isFree(port: number): Promise<boolean> {
  return (await bindsTcp(port)) && (await bindsUdp(port));
}

function bindsTcp(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function bindsUdp(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => resolve(false));
    socket.bind(port, '127.0.0.1', () => socket.close(() => resolve(true)));
  });
}
