/** Finds out whether ports are free by taking them for a moment. */
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { claimPort, isClaimed } from './claim-port.ts';

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

/** The first of `count` neighbouring loopback ports, UDP and TCP, for our own use: no other Busker of this machine chooses them while we run. */
export async function findPrivatePorts(count = 1): Promise<number> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const first = privateRange.first + Math.floor(Math.random() * privateRange.count);
    const row = Array.from({ length: count }, (_, index) => first + index);
    if (row.some(isClaimed) || !row.every(claimPort)) continue;
    if ((await blockState(first, count, '127.0.0.1')) === 'free') return first;
  }
  throw new Error(`No ${count} free ports in a row among ${tries} that were tried from ${privateRange.first} on`);
}

/** A port that this process never chose and no other Busker of this machine has; whether it is free was not looked at. */
export function claimPrivatePort(): number {
  for (let attempt = 0; attempt < privateRange.count; attempt += 1) {
    const port = privateRange.first + Math.floor(Math.random() * privateRange.count);
    if (!isClaimed(port) && claimPort(port)) return port;
  }
  throw new Error(`No port that nobody claims among ${privateRange.count} tries from ${privateRange.first} on`);
}

function stateOf(error: Error): PortState {
  const code = 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') return 'taken';
  if (code === 'EACCES') return 'forbidden';
  if (code === 'EADDRNOTAVAIL' || code === 'EINVAL' || code === 'ENOTFOUND') return 'no such address';
  throw error;
}
