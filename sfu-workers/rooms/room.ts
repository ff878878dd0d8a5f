/**
 * What the node remembers of a room: explicit records, so that nothing is hidden in a library's bag of data.
 */

import type { types } from 'mediasoup';
import type { Source } from '#protocol/socket/source.ts';
import type { Flow } from '../policy/flow.ts';
import type { RunningWorker } from '../workers/start-worker.ts';

export type Direction = 'send' | 'receive';

export interface Room {
  readonly id: string;
  readonly mediaEpoch: number;
  readonly worker: RunningWorker;
  readonly router: types.Router;
  /** By session. */
  readonly members: Map<string, Member>;
  /** By producer id. */
  readonly producers: Map<string, RoomProducer>;
  /** The session that sends, or is about to. */
  sender: string | undefined;
  /** How often a session became that. */
  handovers: number;
  flow: Flow;
  closed: boolean;
}

/** A session in a room, and everything it owns there. */
export interface Member {
  readonly session: string;
  readonly room: Room;
  readonly transports: Map<Direction, MemberTransport>;
  /** By consumer id. */
  readonly consumers: Map<string, RoomConsumer>;
  /** The clip it plays into the room. */
  playing: { close(): void } | undefined;
  closed: boolean;
}

export interface MemberTransport {
  readonly direction: Direction;
  readonly transport: types.WebRtcTransport;
  /** The DTLS parameters it was connected with, as text. */
  connectedWith: string | undefined;
}

export interface RoomProducer {
  readonly producer: types.Producer;
  readonly source: Source;
  readonly session: string;
  /** What had arrived at the last look. */
  counted: Traffic;
}

export interface RoomConsumer {
  readonly consumer: types.Consumer;
  readonly source: Source;
  /** What had been sent at the last look. */
  counted: Traffic;
}

export interface Traffic {
  readonly packets: number;
  readonly bytes: number;
  /** Key frames asked of the sender (PLI), or by the receiver. */
  readonly plis: number;
}

export const noTraffic: Traffic = { packets: 0, bytes: 0, plis: 0 };
