/**
 * The first message of a socket, and what it is answered with.
 */
import { refusal } from '#protocol/errors.ts';
import type { PublicUser } from '#protocol/http/auth.ts';
import type { RtpCapabilities } from '#protocol/media/rtp.ts';
import {
  type ClientMessage,
  type Cursor,
  type Hello,
  protocolVersion,
  type Welcome,
} from '#protocol/socket/envelope.ts';
import type { Identity } from '../http/handler.ts';
import { versionUnsupported } from './version.ts';

/** How often the server pings. */
export const heartbeatMs = 10_000;

export interface Reception {
  /** @throws Refusal UNAUTHENTICATED where the ticket is unknown, used or old. */
  readonly redeemTicket: (ticket: string) => Promise<Identity>;
  /** What every room's router speaks; null while no media node was ever seen. */
  readonly rtpCapabilities: () => Promise<RtpCapabilities | null>;
  /** Who stands on a sign-in now; null where it is over. */
  readonly renewIdentity: (signInId: string) => Promise<Identity | null>;
}

export interface Greeting {
  readonly hello: Hello;
  /** Whose ticket it was; null where there was none. */
  readonly identity: Identity | null;
}

/**
 * Judges a first message.
 * @throws Refusal MALFORMED, VERSION_UNSUPPORTED, UNAUTHENTICATED
 */
export async function greet(first: ClientMessage, reception: Pick<Reception, 'redeemTicket'>): Promise<Greeting> {
  const hello = requireHello(first);
  return { hello, identity: hello.ticket === undefined ? null : await reception.redeemTicket(hello.ticket) };
}

/** The answer to a hello. */
export function welcomeOf(
  session: Welcome['session'],
  identity: Identity | null,
  rtpCapabilities: RtpCapabilities | null,
  cursors: Cursor[],
): Welcome {
  const user = identity && describe(identity);
  return { type: 'welcome', version: protocolVersion, session, user, heartbeatMs, cursors, rtpCapabilities };
}

function describe({ userId, displayName, handle, roles }: Identity): PublicUser {
  return { id: userId, displayName, handle, roles: [...roles] };
}

function requireHello(first: ClientMessage): Hello {
  if (first.type !== 'hello') throw refusal('MALFORMED', 'The first message is hello.');
  if (first.version !== protocolVersion) throw versionUnsupported();
  return first;
}
