/**
 * Adds the TURN servers to what a page is told of a transport: a way to it where no direct one is to be had.
 */
import type { IceServer } from '#protocol/media/rtp.ts';
import type { TransportDeps } from './parts.ts';

/** Where the deployment has none, what was given as it is. @param session its id */
export function withTurn<T extends object>(
  { iceServers }: Pick<TransportDeps, 'iceServers'>,
  session: string,
  given: T,
): T & { iceServers?: IceServer[] } {
  const granted = iceServers(session);
  return granted.length === 0 ? given : { ...given, iceServers: granted };
}
