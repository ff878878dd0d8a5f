/**
 * A network between WebRTC clients and the media ports, in user space: clients are told its addresses instead of the
 * node's, and what goes through it can be delayed, lost, reordered, held to a rate, or cut off; its own address can change
 * under way, as a NAT's does. It reads nothing of what it carries.
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { TransportOffer } from '#protocol/media/rtp.ts';
import { chanceOf } from './chance.ts';
import type { Impairment } from './fates.ts';
import { Lane, type LaneCounts } from './lane.ts';

export interface Place {
  readonly address: string;
  readonly port: number;
}

export type Way = 'up' | 'down';

/** The address from which a client's packets reach one media port. */
interface Flow {
  readonly client: Place;
  readonly path: Path;
  out: Socket;
}

/** The port that clients are told instead of one of the node's. */
interface Path {
  readonly target: Place;
  readonly inside: Socket;
  /** By the client's own address. */
  readonly flows: Map<string, Flow>;
}

const ip = '127.0.0.1';
const mostPaths = 16;
const mostFlows = 512;

export class UdpRelay {
  readonly #lanes: Readonly<Record<Way, Lane>>;
  readonly #paths = new Map<string, Promise<Path>>();
  readonly #open: Path[] = [];
  #closed = false;

  /** @param seed of everything that is left to chance */
  constructor(seed: number) {
    this.#lanes = { up: new Lane(chanceOf(seed)), down: new Lane(chanceOf(seed ^ 0x5bd1e995)) };
  }

  /** What went from the clients (`up`) and to them (`down`). */
  get counts(): Readonly<Record<Way, LaneCounts>> {
    return { up: this.#lanes.up.counts, down: this.#lanes.down.counts };
  }

  /** Where the node sees the clients now. */
  get outside(): Place[] {
    return this.#flows().map(({ out }) => out.address());
  }

  /** From the next packet on; what is not named stays. @throws where a value makes no sense */
  impair(changes: Partial<Impairment>, ways: readonly Way[] = ['up', 'down']): void {
    for (const way of ways) this.#lanes[way].impair(changes);
  }

  /** The offer as a client must be given it, to go through here: without TCP, which would go past. */
  async lead(offer: TransportOffer): Promise<TransportOffer> {
    const reachable = offer.iceCandidates.filter(({ protocol }) => protocol === 'udp');
    const led = reachable.map(async (candidate) => {
      const { address, port } = await this.towards(candidate);
      return { ...candidate, ip: address, address, port };
    });
    return { ...offer, iceCandidates: await Promise.all(led) };
  }

  /** The place that leads to another. @throws where there are more than 16, or it is closed */
  async towards({ address, port }: Place): Promise<Place> {
    const name = `${address}:${port}`;
    const known = this.#paths.get(name) ?? this.#openPath({ address, port });
    this.#paths.set(name, known);
    return (await known).inside.address();
  }

  /** Every client is seen at another port from now on; what the node still sends to the old ones is lost. */
  async changeAddress(): Promise<void> {
    await Promise.all(
      this.#flows().map(async (flow) => {
        const old = flow.out;
        flow.out = await openSocket();
        this.#bringBack(flow);
        old.close();
      }),
    );
  }

  /** Sends the node something as if a client had: from the address at which it sees each of them. */
  forge(packet: Uint8Array): void {
    for (const { out, path } of this.#flows()) out.send(packet, path.target.port, path.target.address);
  }

  /** Idempotent; nothing is delivered any more. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const way of ['up', 'down'] as const) this.#lanes[way].close();
    for (const { out } of this.#flows()) out.close();
    for (const { inside } of this.#open) inside.close();
  }

  #flows(): Flow[] {
    return this.#open.flatMap(({ flows }) => [...flows.values()]);
  }

  async #openPath(target: Place): Promise<Path> {
    if (this.#closed || this.#paths.size >= mostPaths) throw new Error('This relay leads nowhere else');
    const path: Path = { target, inside: await openSocket(), flows: new Map() };
    this.#open.push(path);
    path.inside.on('message', (packet, client) => {
      const flow = this.#flowOf(path, client);
      if (flow === undefined) return;
      this.#lanes.up.take(packet.length, () => flow.out.send(packet, target.port, target.address));
    });
    return path;
  }

  #flowOf(path: Path, { address, port }: Place): Flow | undefined {
    const name = `${address}:${port}`;
    const known = path.flows.get(name);
    if (known !== undefined || this.#closed || path.flows.size >= mostFlows) return known;
    const flow: Flow = { client: { address, port }, path, out: createSocket('udp4') };
    flow.out.bind(0, ip);
    path.flows.set(name, flow);
    this.#bringBack(flow);
    return flow;
  }

  /** What comes to the flow's present socket goes to its client. */
  #bringBack({ out, path, client }: Flow): void {
    out.on('message', (packet, from) => {
      if (from.port !== path.target.port || from.address !== path.target.address) return;
      this.#lanes.down.take(packet.length, () => path.inside.send(packet, client.port, client.address));
    });
  }
}

async function openSocket(): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(0, ip);
  await once(socket, 'listening');
  return socket;
}
