/**
 * One session of WHEP: an offer is posted, its answer applied, and the session deleted when it is over. Nothing of Busker is
 * known here, and no cookie goes along.
 */
import { iceServersIn } from './ice-servers-in.ts';

/** The server's "no", as its answer says it. */
export class WhepRefused extends Error {
  readonly code: string;
  /** When to come back; undefined where it was not said. Milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(code: string, message: string, retryAfterMs: number | undefined) {
    super(message);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

export interface WhepSession {
  readonly peer: RTCPeerConnection;
  readonly stream: MediaStream;
  /** Gives the seat back, even while the page is going away. Idempotent. */
  end(): void;
}

/** So long may an answer take. */
const patienceMs = 10_000;

/** @param url the endpoint. @param signal ends it before it began. @throws WhepRefused; anything else where nobody answers */
export async function openWhep(url: string, signal: AbortSignal): Promise<WhepSession> {
  const peer = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  try {
    return await open(peer, url, AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]));
  } catch (thrown) {
    peer.close();
    throw thrown;
  }
}

async function open(peer: RTCPeerConnection, url: string, signal: AbortSignal): Promise<WhepSession> {
  const stream = new MediaStream();
  for (const kind of ['audio', 'video']) peer.addTransceiver(kind, { direction: 'recvonly' });
  peer.ontrack = ({ track }) => stream.addTrack(track);
  // Not set yet: candidates are gathered when it is, by the servers that the answer names.
  const offer = await peer.createOffer();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/sdp' },
    body: offer.sdp ?? '',
    credentials: 'omit',
    signal,
  });
  if (response.status !== 201) throw await refusalOf(response);
  const session = response.headers.get('location');
  const end = (): void => {
    if (peer.signalingState === 'closed') return;
    peer.close();
    if (session === null) return;
    const address = new URL(session, response.url);
    void fetch(address, { method: 'DELETE', credentials: 'omit', keepalive: true }).catch(() => undefined);
  };
  try {
    peer.setConfiguration({ ...peer.getConfiguration(), iceServers: iceServersIn(response.headers.get('link') ?? '') });
    await peer.setLocalDescription(offer);
    await peer.setRemoteDescription({ type: 'answer', sdp: await response.text() });
    signal.throwIfAborted();
  } catch (thrown) {
    end();
    throw thrown;
  }
  return { peer, stream, end };
}

async function refusalOf(response: Response): Promise<WhepRefused> {
  const body: unknown = await response.json().catch(() => undefined);
  const said = typeof body === 'object' && body !== null ? body : {};
  const code = 'error' in said && typeof said.error === 'string' ? said.error : `HTTP_${response.status}`;
  const message = 'message' in said && typeof said.message === 'string' ? said.message : response.statusText;
  return new WhepRefused(code, message, retryAfterMsOf(response.headers.get('retry-after')));
}

/** Seconds, as our own server says it; a date is not read. */
function retryAfterMsOf(header: string | null): number | undefined {
  return header !== null && /^\d{1,5}$/.test(header) ? Number(header) * 1_000 : undefined;
}
