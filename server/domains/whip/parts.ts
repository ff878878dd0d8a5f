/**
 * What the use cases of WHIP and WHEP stand on.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import type { Identity } from '#platform/http/handler.ts';
import type { Limits } from '#platform/limits/index.ts';
import type { News } from '#platform/outbox/index.ts';
import type { RedisConnection } from '#platform/redis/index.ts';
import type { Log } from '#platform/telemetry/log.ts';
import type { Returning } from '#platform/websocket/connection-deps.ts';
import type { Session } from '#platform/websocket/session.ts';
import type { Place, SessionRecord } from '#platform/websocket/session-record.ts';
import type { SessionStore } from '#platform/websocket/session-store.ts';
import type { DoorName } from '#protocol/http/sdp-doors.ts';
import type { RtpCapabilities, TransportOffer } from '#protocol/media/rtp.ts';
import type { RoomsDeps } from '../rooms/index.ts';
import type { WhipEvents } from './events.ts';

/** A way in over HTTP: WHIP sends, WHEP receives. */
export type Protocol = DoorName;

export interface KeyDeps {
  readonly database: Database;
  readonly news: News<WhipEvents>;
  readonly limits: Limits;
  readonly clock: Clock;
  /** Where the site is reached. */
  readonly publicUrl: URL;
}

export interface WhipDeps {
  readonly database: Database;
  readonly rooms: RoomsDeps;
  readonly resources: Resources;
  readonly limits: Limits;
  readonly clock: Clock;
  /** Whom an access token stands for. @throws Refusal UNAUTHENTICATED */
  readonly identify: (accessToken: string) => Promise<Identity>;
  /** What every room's router speaks; null while no media node was ever seen. */
  readonly rtpCapabilities: () => Promise<RtpCapabilities | null>;
}

/** What holding sessions without a socket takes. */
export interface KeeperDeps {
  readonly database: Database;
  readonly redis: RedisConnection['commands'];
  readonly store: SessionStore;
  /** A session on a wire that says nothing, and ends it when its media is gone. */
  readonly speak: (record: SessionRecord, ip: string) => Session;
  /** Whether a session may come back to where it was. @throws Refusal of the gate that is shut by now */
  readonly returning: (session: Session, place: Place) => Promise<Returning>;
  /** A session that no process holds is over: it was here. */
  readonly abandon: (id: string, place: Place) => Promise<void>;
  /** Tells every process that a session was taken up, as which generation. */
  readonly tellTaken: (id: string, generation: number) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

/** A request as it came: whose it may be is not judged yet. */
export interface Asking {
  readonly stream: string;
  /** Of the Authorization header; undefined where there is none. */
  readonly bearer: string | undefined;
  readonly ip: string;
}

/** A session without a socket, as any API process may know it. */
export interface Resource {
  /** The session's id. */
  readonly id: string;
  readonly protocol: Protocol;
  readonly stream: string;
  /** Hash of the secret in its address. */
  readonly secretHash: string;
  /** Whose it is; null: nobody is signed in. */
  readonly userId: string | null;
  readonly ip: string;
  readonly mediaEpoch: number;
  readonly transport: string;
  /** The section of the offer that carries the transport. */
  readonly mid: string;
  /** The client's ICE user fragment, as it was last told. */
  readonly peerUfrag: string;
  /** Names the ICE session: our own user fragment. */
  readonly etag: string;
  readonly iceCandidates: TransportOffer['iceCandidates'];
}

/** A session that was opened. */
export interface Opened {
  /** The last part of its address: who knows it may end it. */
  readonly token: string;
  readonly etag: string;
  /** SDP. */
  readonly answer: string;
  /** Values of `Link` headers that name ICE servers. */
  readonly links: readonly string[];
}

/** The sessions without a socket. */
export interface Resources {
  /** A session that this process holds from now on. @throws Refusal RATE_LIMITED where its address has too many */
  begin(identity: Identity | null, ip: string): Promise<Session>;
  /** It has media now: any process may answer for it. @throws where Redis is away: nobody could */
  keep(resource: Resource): Promise<void>;
  /** Undefined where it has ended, or never was. */
  find(id: string): Promise<Resource | undefined>;
  /** It is over, wherever it is held. */
  end(id: string): Promise<void>;
  close(): Promise<void>;
}
