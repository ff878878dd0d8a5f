/**
 * The first message of a socket: which version, who, which session.
 */
import { newId, newSecret } from '#kernel/ids.ts';
import { refusal } from '#protocol/errors.ts';
import type { RtpCapabilities } from '#protocol/media/rtp.ts';
import { type ClientMessage, type Hello, protocolVersion, type Welcome } from '#protocol/socket/envelope.ts';
import type { Identity } from '../http/handler.ts';
import { versionUnsupported } from './version.ts';

/** How often the server pings. */
export const heartbeatMs = 10_000;

export interface Reception {
  /** @throws Refusal UNAUTHENTICATED where the ticket is unknown, used or old. */
  readonly redeemTicket: (ticket: string) => Promise<Identity>;
  /** What every room's router speaks; null while no media node was ever seen. */
  readonly rtpCapabilities: () => Promise<RtpCapabilities | null>;
}

export interface Greeting {
  readonly identity: Identity | null;
  readonly welcome: Welcome;
}

/**
 * Judges a first message.
 * @throws Refusal MALFORMED, VERSION_UNSUPPORTED, UNAUTHENTICATED
 */
export async function greet(first: ClientMessage, reception: Reception): Promise<Greeting> {
  const hello = requireHello(first);
  const identity = hello.ticket === undefined ? null : await reception.redeemTicket(hello.ticket);
  const user = identity && { id: identity.userId, displayName: identity.displayName, roles: [...identity.roles] };
  return {
    identity,
    welcome: {
      type: 'welcome',
      version: protocolVersion,
      session: { id: newId(), token: newSecret(), resumed: false },
      user,
      heartbeatMs,
      rtpCapabilities: await reception.rtpCapabilities(),
    },
  };
}

function requireHello(first: ClientMessage): Hello {
  if (first.type !== 'hello') throw refusal('MALFORMED', 'The first message is hello.');
  if (first.version !== protocolVersion) throw versionUnsupported();
  return first;
}
