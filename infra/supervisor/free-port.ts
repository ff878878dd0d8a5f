/** Finds out whether ports are free by taking them for a moment. */
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

export type PortState = 'free' | 'taken' | 'forbidden' | 'no such address';

/** Below the range from which systems take the ports of outgoing connections. */
const privateRange = { first: 20_000, count: 12_000 };
const tries = 200;

/** @param host address of this machine to listen on */
export function tcpState(port: number, host: string): Promise<PortState> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(stateOf(error)));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve('free')));
  });
}

/** @param host address of this machine to listen on */
export function udpState(port: number, host: string): Promise<PortState> {
  return new Promise((resolve) => {
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    socket.once('error', (error) => resolve(stateOf(error)));
    socket.bind({ port, address: host, exclusive: true }, () => socket.close(() => resolve('free')));
  });
}

/** State of a block of ports, each UDP and TCP: free only where all are. */
export async function blockState(first: number, count: number, host: string): Promise<PortState> {
  for (let port = first; port < first + count; port += 1) {
    const states = [await tcpState(port, host), await udpState(port, host)];
    const hindrance = states.find((state) => state !== 'free');
    if (hindrance !== undefined) return hindrance;
  }
  return 'free';
}

/** A free loopback port for our own use; adds it to `taken`. */
export async function findPrivatePort(taken: Set<number>): Promise<number> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const port = privateRange.first + Math.floor(Math.random() * privateRange.count);
    if (taken.has(port) || (await tcpState(port, '127.0.0.1')) !== 'free') continue;
    taken.add(port);
    return port;
  }
  throw new Error(`No free port among ${tries} that were tried from ${privateRange.first} on`);
}

function stateOf(error: Error): PortState {
  const code = 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') return 'taken';
  if (code === 'EACCES') return 'forbidden';
  if (code === 'EADDRNOTAVAIL' || code === 'EINVAL' || code === 'ENOTFOUND') return 'no such address';
  throw error;
}
