/**
 * A page whose media goes through a relay: the addresses in what its WebRTC stack is told of the node are exchanged for the
 * relay's on their way in; the page notices nothing of it.
 */
import type { BrowserContext } from 'playwright-core';
import type { Place, UdpRelay } from './udp-relay.ts';

interface LedWindow {
  /** The relay's place, as `address port`, for one of the node's. */
  testLead(address: string, port: number): Promise<Place>;
  RTCPeerConnection: { prototype: { setRemoteDescription(description: { type: string; sdp: string }): Promise<void> } };
}

/** For every page that the context opens from now on. TCP is left out: it would go past the relay. */
export async function leadPage(context: BrowserContext, relay: UdpRelay): Promise<void> {
  await context.exposeFunction('testLead', (address: string, port: number) => relay.towards({ address, port }));
  await context.addInitScript(() => {
    const window = globalThis as unknown as LedWindow;
    const { prototype } = window.RTCPeerConnection;
    const set = prototype.setRemoteDescription;
    const ledLine = async (line: string): Promise<string[]> => {
      const [, head, protocol, priority, address, port, rest] =
        /^(a=candidate:\S+ \d+) (\w+) (\d+) (\S+) (\d+)(.*)$/.exec(line) ?? [];
      if (head === undefined) return [line];
      if (protocol !== 'udp') return [];
      const place = await window.testLead(address ?? '', Number(port));
      return [`${head} udp ${priority} ${place.address} ${place.port}${rest}`];
    };
    prototype.setRemoteDescription = async function (description) {
      const lines = await Promise.all(description.sdp.split('\r\n').map(ledLine));
      return set.call(this, { type: description.type, sdp: lines.flat().join('\r\n') });
    };
  });
}
