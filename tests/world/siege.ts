/**
 * A media port under attack, beside a show that goes on: hostile packets from strangers' addresses, and from the very
 * addresses at which the node sees the performer and a viewer.
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { type HostileKind, hostilePackets, type Overheard } from './hostile-packets.ts';
import { chanceOf } from './impair/chance.ts';
import type { Place, UdpRelay } from './impair/udp-relay.ts';
import { loopbackAddress } from './loopback-address.ts';

export interface Siege {
  readonly target: Place;
  readonly overheard: Overheard;
  /** Ways of others, whose addresses are borrowed for half of the packets. */
  readonly borrowed: readonly UdpRelay[];
  readonly packets: number;
  readonly seed: number;
}

/** What was thrown, and what came back to the strangers. */
export interface Thrown {
  readonly byKind: Readonly<Record<HostileKind, number>>;
  readonly bytes: number;
  readonly answeredBytes: number;
}

const strangers = 16;
/** Packets between two breaths: few enough for the node's own buffer to hold. */
const salvo = 50;

/** Throws them as fast as the kernel takes them, in salvos of 50. */
export async function besiege({ target, overheard, borrowed, packets, seed }: Siege): Promise<Thrown> {
  const chance = chanceOf(seed);
  const next = hostilePackets(chance, overheard);
  const sockets = await Promise.all(Array.from({ length: strangers }, open));
  const byKind = { noise: 0, rtp: 0, rtcp: 0, stun: 0, dtls: 0 };
  let [bytes, answeredBytes] = [0, 0];
  for (const socket of sockets) {
    socket.on('message', (answer) => {
      answeredBytes += answer.length;
    });
  }
  for (let thrown = 0; thrown < packets; thrown += 1) {
    const { kind, packet } = next();
    byKind[kind] += 1;
    bytes += packet.length;
    const relay = borrowed[Math.floor(chance() * borrowed.length * 2)];
    if (relay !== undefined) relay.forge(packet);
    else sockets[thrown % strangers]?.send(packet, target.port, target.address);
    if (thrown % salvo === salvo - 1) await new Promise((resolve) => setTimeout(resolve, 2));
  }
  for (const socket of sockets) socket.close();
  return { byKind, bytes, answeredBytes };
}

async function open(): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(0, loopbackAddress());
  await once(socket, 'listening');
  return socket;
}
