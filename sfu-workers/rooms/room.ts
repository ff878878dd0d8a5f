/**
 * What the node remembers of a room: explicit records, so that nothing is hidden in a library's bag of data.
 */

import type { types } from 'mediasoup';
import type { Source } from '#protocol/socket/source.ts';
import type { Demand } from '../policy/demand.ts';
import type { Flow } from '../policy/flow.ts';
import type { RunningWorker } from '../workers/start-worker.ts';

export type Direction = 'send' | 'receive';

/** What is closed when nobody has needed it for a while. */
export interface Emptying {
  /** Since when nobody is there, on a clock that never jumps; undefined while somebody is. */
  emptySinceMs: number | undefined;
}

export interface Room extends Emptying {
  readonly id: string;
  readonly mediaEpoch: number;
  /** Its origin: where the performer sends, and the first viewers are. */
  readonly worker: RunningWorker;
  readonly router: types.Router;
  /** By worker: where the others are. None is on the origin's worker. */
  readonly edges: Map<RunningWorker, Edge>;
  /** Whether the origin takes no viewers for now. */
  full: boolean;
  /** By session. */
  readonly members: Map<string, Member>;
  /** By producer id. */
  readonly producers: Map<string, RoomProducer>;
  /** The session that sends, or is about to. */
  sender: string | undefined;
  /** How often a session became that. */
  handovers: number;
  /** Grows with every change of its producers, also where the room was closed between and opened again. */
  revision: number;
  flow: Flow;
  closed: boolean;
}

/** A router of a room beside its origin, on another worker, and the pipe to it. */
export interface Edge extends Emptying {
  readonly worker: RunningWorker;
  /** Rejects where it cannot be opened; the edge is closed then. */
  readonly link: Promise<EdgeLink>;
  /** By producer id: resolves when the edge has the producer, or will never have it. */
  readonly pipes: Map<string, Promise<void>>;
  /** Whether it takes no viewers for now. */
  full: boolean;
  closed: boolean;
}

export interface EdgeLink {
  readonly router: types.Router;
  /** The origin's end of the pipe. */
  readonly near: types.PipeTransport;
  /** The edge's end. */
  readonly far: types.PipeTransport;
}

/** Where viewers are served: the origin of their room, or an edge of it. */
export type Site = Room | Edge;

/** A session in a room, and everything it owns there. */
export interface Member {
  readonly session: string;
  readonly room: Room;
  readonly transports: Map<Direction, MemberTransport>;
  /** Where it watches, or is about to; undefined while it does not. */
  site: Site | undefined;
  /** By consumer id. */
  readonly consumers: Map<string, RoomConsumer>;
  /** The clip it plays into the room. */
  playing: { close(): void } | undefined;
  closed: boolean;
}

export interface MemberTransport {
  readonly direction: Direction;
  readonly transport: types.WebRtcTransport;
  readonly site: Site;
  /** The DTLS parameters it was connected with, as text. */
  connectedWith: string | undefined;
}

export interface Wish {
  readonly paused: boolean;
  /** The highest spatial layer; null: as high as the bandwidth lets. */
  readonly spatialLayer: number | null;
}

export interface RoomProducer {
  readonly producer: types.Producer;
  readonly source: Source;
  readonly session: string;
  /** How many of its layers are wanted. */
  demand: Demand;
  /** What had arrived at the last look. */
  counted: Traffic;
}

export interface RoomConsumer {
  readonly consumer: types.Consumer;
  readonly source: Source;
  /** The highest spatial layer there is; 0 where there is one only. */
  readonly top: number;
  /** Whether its client is ready to receive it. */
  ready: boolean;
  /** Whether its first picture was sent, on the lowest layer; from then on it may be on any. */
  started: boolean;
  /** What its viewer wants of it. */
  wish: Wish;
  /** What had been sent at the last look. */
  counted: Traffic;
}

export interface Traffic {
  readonly packets: number;
  readonly bytes: number;
  /** Key frames asked of the sender (PLI), or by the receiver. */
  readonly plis: number;
  /** Messages that ask for lost packets again (RFC 4585), to the sender or by the receiver. */
  readonly nacks: number;
}

export const noTraffic: Traffic = { packets: 0, bytes: 0, plis: 0, nacks: 0 };
