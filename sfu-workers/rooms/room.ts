/**
 * What the node remembers of a room: explicit records, so that nothing is hidden in a library's bag of data.
 */

import type { types } from 'mediasoup';
import type { Dialect } from '#protocol/media/dialect.ts';
import type { Part, Source } from '#protocol/socket/source.ts';
import type { PeerLink } from '../peers/peer-link.ts';
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
  /** Where the others are. One of a dialect may be on any worker, each other on another than the origin's. */
  readonly edges: Set<Edge>;
  /** By node: edges on other nodes. Of a room whose origin is elsewhere: none. */
  readonly far: Map<string, FarEdge>;
  /** Where it comes from, when its origin is on another node and this is an edge of it; undefined: here is its origin. */
  readonly upstream: Upstream | undefined;
  /** Whether the origin takes no viewers for now. */
  full: boolean;
  /** Where those watch who are not to be noticed, if anybody does. */
  balcony: Balcony | undefined;
  /** By session: everybody but them. What is counted, placed or told of counts these. */
  readonly members: Map<string, Member>;
  /** By session: they. Nothing that others could notice looks here. */
  readonly hidden: Map<string, Member>;
  /** What asks for key frames where nobody watches. */
  readonly prompter: Prompter;
  /** What is kept from everybody but them. */
  hold: Hold;
  /** By producer id. */
  readonly producers: Map<string, RoomProducer>;
  /** The session that sends, or is about to. */
  sender: string | undefined;
  /** How often a session became that. */
  handovers: number;
  /** Of a two-way room: who sends from each of its two seats, or is about to. */
  readonly callers: Map<Part, Caller>;
  /** Grows with every change of its producers, also where the room was closed between and opened again. */
  revision: number;
  flow: Flow;
  closed: boolean;
}

/** A session on a seat of a two-way room; of a seat the one with the highest epoch. */
export interface Caller {
  readonly session: string;
  readonly epoch: number;
}

/** A router of a room beside its origin, and the pipe to it. */
export interface Edge extends Emptying {
  readonly worker: RunningWorker;
  /** The payload types of those who watch here; undefined: those of every room. The same object at all edges that speak it. */
  readonly dialect: Dialect | undefined;
  /** Rejects where it cannot be opened; the edge is closed then. */
  readonly link: Promise<EdgeLink>;
  /** By producer id: resolves when the edge has the producer, or will never have it. */
  readonly pipes: Map<string, Promise<void>>;
  /** By producer id: what it is called here, where that is something else. */
  readonly names: Map<string, string>;
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

/**
 * A router for those who are not to be noticed. Nothing that they do, and nothing that their networks lose, goes up its pipes: what stands
 * on it was told of no way to ask for a key frame.
 */
export interface Balcony extends Emptying {
  readonly worker: RunningWorker;
  /** Rejects where it cannot be opened; the balcony is closed then. */
  readonly link: Promise<{ readonly router: types.Router }>;
  /** By producer id: resolves when the balcony has the producer, or will never have it. */
  readonly pipes: Map<string, Promise<void>>;
  /** By producer id. */
  readonly feeds: Map<string, Feed>;
  closed: boolean;
}

/** The pipe of one producer to the balcony. */
export interface Feed {
  /** What the producer is called there: the balcony may stand on the origin's worker, where its own id is taken. */
  readonly there: string;
  /** The origin's end. */
  readonly near: types.PipeTransport;
  readonly sent: types.Consumer;
  /** Begins to send; what is sent over a pipe that was just connected asks for a key frame itself. */
  readonly connect: () => Promise<void>;
  connected: boolean;
}

/** When the node asks for key frames by itself, whoever watches. */
export interface Prompter {
  /** On a clock that never jumps; undefined until the room sends pictures. */
  atMs: number | undefined;
  /** A pipe that leads nowhere. */
  transport: Promise<types.PipeTransport> | undefined;
}

/** What moderators keep from a room's audience. A higher version replaces a lower one. */
export interface Hold {
  readonly version: number;
  readonly audio: boolean;
  readonly video: boolean;
}

/** The way from a room's node to this one, which has an edge of it. */
export interface Upstream {
  readonly pipe: types.PipeTransport;
  /** The connection of the room's node; the edge ends with it. Undefined until the edge was answered for. */
  asker: { readonly gone: boolean } | undefined;
}

/** An edge on another node, as the room's node knows it. */
export interface FarEdge extends Emptying {
  readonly node: string;
  /** Process id of the worker that it begins on, there; 0 until it is open. */
  worker: number;
  /** Rejects where it cannot be opened; the edge is closed then. */
  readonly link: Promise<FarLink>;
  /** By producer id: resolves when the edge has the producer, or will never have it. */
  readonly pipes: Map<string, Promise<void>>;
  /** By producer id: the highest layer anybody takes there. */
  readonly wanted: Map<string, number>;
  /** Whether it takes no viewers for now. */
  full: boolean;
  /** When it ends because its node stops, on a clock that never jumps; undefined: it stays. */
  leavesAtMs: number | undefined;
  closed: boolean;
}

export interface FarLink {
  readonly peer: PeerLink;
  /** This node's end of the pipe. */
  readonly near: types.PipeTransport;
  /** Process id of the worker at the other end. */
  readonly worker: number;
}

/** How a session is served by another node. */
export interface Away {
  readonly edge: FarEdge;
  /** Undefined until there is one. */
  transport: string | undefined;
  consumers: number;
}

/** Where viewers are served by this node: the origin of their room, or an edge of it. */
export type Site = Room | Edge | Balcony;

/** A session in a room, and everything it owns there. */
export interface Member {
  readonly session: string;
  readonly room: Room;
  /** Whether nobody is to notice it: it watches from the balcony. */
  readonly hidden: boolean;
  readonly transports: Map<Direction, MemberTransport>;
  /** Where it watches, or is about to; undefined while it does not. */
  site: Site | undefined;
  /** Where it watches, when that is another node. */
  away: Away | undefined;
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
  /** In a two-way room. */
  readonly part: Part | undefined;
  /** How many of its layers are wanted. */
  demand: Demand;
  /** What had arrived at the last look. */
  counted: Traffic;
}

export interface RoomConsumer {
  readonly consumer: types.Consumer;
  /** As the origin has it. */
  readonly producerId: string;
  readonly source: Source;
  /** The highest spatial layer there is; 0 where there is one only. */
  readonly top: number;
  /** Whether its client is ready to receive it. */
  ready: boolean;
  /** Whether its first picture was sent, on the lowest layer; from then on it may be on any. */
  started: boolean;
  /** Whether moderators keep it from its viewer. */
  held: boolean;
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
