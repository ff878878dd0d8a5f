/**
 * What a page's WebRTC connections really send and receive, by the browser's own count (`getStats`). A page keeps its
 * connections to itself, so each one is noted when it is made; the page notices nothing of it.
 */
import type { BrowserContext, Page } from 'playwright-core';

interface Peer {
  readonly connectionState: string;
  getStats(): Promise<ReadonlyMap<string, Record<string, unknown>>>;
}
interface PeerWindow {
  RTCPeerConnection: new (...given: unknown[]) => Peer;
  testPeers?: Peer[];
}

/** One stream that comes in, or one layer that goes out. Counts since it began. */
export interface FlowingStream {
  readonly direction: 'inbound' | 'outbound';
  readonly kind: 'audio' | 'video';
  /** The layer's name; null where there are none. */
  readonly rid: string | null;
  readonly packets: number;
  readonly bytes: number;
  /** Decoded (inbound) or encoded (outbound) pictures; 0 for sound. */
  readonly frames: number;
  readonly height: number;
  readonly codec: string;
}

/** Notes the connections of every page this context will open. */
export async function rememberPeerConnections(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const window = globalThis as unknown as PeerWindow;
    const peers: Peer[] = [];
    window.testPeers = peers;
    window.RTCPeerConnection = new Proxy(window.RTCPeerConnection, {
      construct(target, given, newTarget) {
        const peer = Reflect.construct(target, given, newTarget) as Peer;
        peers.push(peer);
        return peer;
      },
    });
  });
}

/** Every stream of the page's open connections. Chromium counts anew every 50 ms. */
export function flowingStreams(page: Page): Promise<FlowingStream[]> {
  return page.evaluate(async () => {
    const peers = (globalThis as unknown as PeerWindow).testPeers ?? [];
    const open = peers.filter(({ connectionState }) => connectionState !== 'closed');
    const reports = await Promise.all(open.map((peer) => peer.getStats()));
    return reports.flatMap((report) =>
      [...report.values()].flatMap((entry) => {
        const direction = /^(inbound|outbound)-rtp$/.exec(String(entry.type))?.[1];
        // mediasoup sends its bandwidth probes as a stream of their own; nobody sees them.
        if (direction === undefined || entry.mid === 'probator') return [];
        const incoming = direction === 'inbound';
        return {
          direction: direction as 'inbound' | 'outbound',
          kind: entry.kind as 'audio' | 'video',
          rid: (entry.rid as string | undefined) ?? null,
          packets: Number(incoming ? entry.packetsReceived : entry.packetsSent),
          bytes: Number(incoming ? entry.bytesReceived : entry.bytesSent),
          frames: Number((incoming ? entry.framesDecoded : entry.framesEncoded) ?? 0),
          height: Number(entry.frameHeight ?? 0),
          codec: String(report.get(String(entry.codecId))?.mimeType ?? ''),
        };
      }),
    );
  });
}
