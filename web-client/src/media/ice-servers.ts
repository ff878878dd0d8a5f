/**
 * The TURN servers that come with a transport, given to the library: to begin with, and anew before an ICE restart, since
 * their credentials are good for minutes only.
 */
import type { types } from 'mediasoup-client';
import type { TransportOffer } from '#protocol/media/rtp.ts';
import { asLibrary } from './parameters.ts';
import { relayOnly } from './relay-only.ts';

/** What an ICE restart takes: new credentials of the transport, and of the TURN servers where there are any. */
export type FreshIce = Pick<TransportOffer, 'iceParameters' | 'iceServers'>;

/** A transport's options: any way to the server, or only the one through TURN where the person wants that and there is one. */
export function wayFor(offer: TransportOffer): types.TransportOptions {
  const options = asLibrary(offer);
  return relayOnly.current() && offer.iceServers !== undefined ? { ...options, iceTransportPolicy: 'relay' } : options;
}

/** Restarts ICE with what the server gave for it. */
export async function restartWith(transport: types.Transport, { iceParameters, iceServers }: FreshIce): Promise<void> {
  if (iceServers !== undefined) await transport.updateIceServers({ iceServers: asLibrary(iceServers) });
  await transport.restartIce({ iceParameters: asLibrary(iceParameters) });
}
