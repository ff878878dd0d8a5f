/**
 * A control client whose transports lead through a relay, so that the media peers of these tests need not know of one.
 */
import type { ControlMethod, ControlParams } from '#protocol/media/control.ts';
import type { TransportOffer } from '#protocol/media/rtp.ts';
import type { ControlClient } from '../control-client.ts';
import type { UdpRelay } from './udp-relay.ts';

/** The same API node; every transport that it opens is reached through the relay. */
export function leadThrough(api: ControlClient, relay: UdpRelay): ControlClient {
  const client = {
    event: (name: Parameters<ControlClient['event']>[0]) => api.event(name),
    do: async (method: ControlMethod, params: ControlParams<ControlMethod>) => {
      const answer = await api.do(method, params);
      if (method !== 'transport.open') return answer;
      const { transport, ...rest } = answer as { transport: TransportOffer };
      return { ...rest, transport: await relay.lead(transport) };
    },
  };
  return client as unknown as ControlClient;
}
