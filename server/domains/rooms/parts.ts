/**
 * What the use cases of rooms stand on.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import type { Identity } from '#platform/http/handler.ts';
import type { LiveEvents } from '#platform/live-events/index.ts';
import type { RedisConnection } from '#platform/redis/index.ts';
import type { Log } from '#platform/telemetry/log.ts';
import type { Session } from '#platform/websocket/session.ts';
import type { Stream } from '#protocol/http/streams.ts';
import type { NodeProducer } from '#protocol/media/control.ts';
import type { IceServer } from '#protocol/media/rtp.ts';
import type { SeatedAs } from '#protocol/socket/room.ts';
import type { CallSeat } from '#protocol/socket/source.ts';
import type { Rights } from '../channels/index.ts';
import type { Nodes } from '../nodes/index.ts';
import type { Seat, Seats } from './keep-seats.ts';

/** Who wants in, where, as what. */
export interface Entrance {
  readonly room: string;
  /** `staff`: to watch silently. */
  readonly as: SeatedAs;
  readonly session: Session;
}

/** Everything the use cases of rooms stand on. */
export interface RoomsDeps {
  readonly database: Database;
  readonly redis: RedisConnection['commands'];
  readonly live: LiveEvents;
  readonly nodes: Nodes;
  readonly seats: Seats;
  readonly presence: { came(seat: Seat): void; changed(room: string): void };
  /** Every gate of the room, in order. @throws Refusal of the gate that is shut */
  readonly admit: (entrance: Entrance) => Promise<Stream>;
  /** Whether a person is shut out of a performer's rooms, and whether they moderate there, now. Answers come in the order asked. */
  readonly rightsOf: (performerId: string, identity: Identity | null) => Promise<Rights>;
  /** Tells every process who sits where in a two-way room now. May be lost. */
  readonly tellCallSeat: (taken: CallSeat & { readonly room: string }) => Promise<void>;
  /** TURN servers for a session, by its id, with credentials of minutes; none: the deployment has none. */
  readonly iceServers: (session: string) => IceServer[];
  /** Whether things may be made to go wrong: not in production. */
  readonly faults: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** A room whose media is somewhere. */
export interface PlacedRoom {
  readonly room: string;
  readonly node: string;
  readonly mediaEpoch: number;
  /** What is being sent in it. */
  readonly producers: readonly NodeProducer[];
  /** How often sending changed hands. */
  readonly handovers: number;
  /** How often what is being sent changed, at this media epoch. */
  readonly revision: number;
}

/** What finding and placing a room takes. */
export type PlaceDeps = Pick<RoomsDeps, 'database' | 'nodes'>;
/** What opening a transport takes. */
export type TransportDeps = PlaceDeps & Pick<RoomsDeps, 'iceServers'>;
