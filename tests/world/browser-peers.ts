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

/** One layer of a picture that goes out, and what its sender was asked for. Counts since it began. */
export interface LayerSent {
  readonly rid: string;
  readonly active: boolean;
  readonly height: number;
  /** Requests for a key frame: RFC 4585 and RFC 5104. */
  readonly plis: number;
  readonly firs: number;
  readonly nacks: number;
  readonly keyFrames: number;
  readonly frames: number;
  readonly resolutionChanges: number;
  /** For how long it sent less than it would, for want of bandwidth, of processor, or of anything else. */
  readonly limitedSeconds: number;
}

/** Every layer of the page's open connections, by name. */
export function layersSent(page: Page): Promise<LayerSent[]> {
  return page.evaluate(async () => {
    const peers = (globalThis as unknown as PeerWindow).testPeers ?? [];
    const open = peers.filter(({ connectionState }) => connectionState !== 'closed');
    const reports = await Promise.all(open.map((peer) => peer.getStats()));
    const sent = reports
      .flatMap((report) => [...report.values()])
      .filter(({ type, kind, rid }) => type === 'outbound-rtp' && kind === 'video' && rid !== undefined);
    const layers = sent.map((entry) => {
      const { none: _, ...limited } = (entry.qualityLimitationDurations ?? {}) as Record<string, number>;
      return {
        rid: String(entry.rid),
        active: entry.active === true,
        height: Number(entry.frameHeight ?? 0),
        plis: Number(entry.pliCount ?? 0),
        firs: Number(entry.firCount ?? 0),
        nacks: Number(entry.nackCount ?? 0),
        keyFrames: Number(entry.keyFramesEncoded ?? 0),
        frames: Number(entry.framesEncoded ?? 0),
        resolutionChanges: Number(entry.qualityLimitationResolutionChanges ?? 0),
        limitedSeconds: Object.values(limited).reduce((sum, seconds) => sum + seconds, 0),
      };
    });
    return layers.sort((one, other) => one.rid.localeCompare(other.rid));
  });
}

/** The way a connection takes. */
export interface SelectedPair {
  /** `host`, `srflx`, `prflx` or `relay`. */
  readonly local: string;
  /** How the TURN server is spoken to; null where there is none between. */
  readonly relayProtocol: string | null;
  readonly remoteAddress: string;
}

/** The way of every open connection of the page that has one. */
export function selectedPairs(page: Page): Promise<SelectedPair[]> {
  return page.evaluate(async () => {
    const peers = (globalThis as unknown as PeerWindow).testPeers ?? [];
    const open = peers.filter(({ connectionState }) => connectionState !== 'closed');
    const reports = await Promise.all(open.map((peer) => peer.getStats()));
    return reports.flatMap((report) => {
      const transport = [...report.values()].find(({ type }) => type === 'transport');
      const pair = report.get(String(transport?.selectedCandidatePairId));
      const [local, remote] = [report.get(String(pair?.localCandidateId)), report.get(String(pair?.remoteCandidateId))];
      if (local === undefined) return [];
      const relayProtocol = (local.relayProtocol as string | undefined) ?? null;
      return { local: String(local.candidateType), relayProtocol, remoteAddress: String(remote?.address) };
    });
  });
}
