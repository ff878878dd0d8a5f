/**
 * A bare `RTCPeerConnection` in a page, without any library of ours: it sends by WHIP or receives by WHEP as any program
 * would that has read the RFC.
 */
import type { Page } from 'playwright-core';

export interface HttpSession {
  readonly status: number;
  readonly location: string;
  readonly etag: string;
  readonly answer: string;
  readonly links: string;
}

export interface BareWish {
  readonly url: string;
  readonly bearer?: string;
  /** Absent: it receives. */
  readonly send?: { readonly simulcast: boolean };
  /** Absent: the browser's own payload types. */
  readonly numbers?: { readonly opus: number; readonly vp8: number; readonly h264: number };
}

/** What a script sees of a page; these files are checked without the browser's types. */
type Bare = Record<string, (...given: never[]) => Promise<unknown>>;

/** Offers, and applies the answer; the connection stays in the page as `bare`. */
export async function openBare(page: Page, wish: BareWish): Promise<HttpSession> {
  await page.evaluate(define);
  return page.evaluate(
    (given) => (globalThis as unknown as Bare).bareOpen?.(given as never),
    wish,
  ) as Promise<HttpSession>;
}

/** Restarts ICE as RFC 9725 has it. @returns the status, and the new ETag */
export function restartBare(page: Page, wish: BareWish & Pick<HttpSession, 'location'>) {
  const run = (given: unknown) => (globalThis as unknown as Bare).bareRestart?.(given as never);
  return page.evaluate(run, wish) as Promise<{ status: number; etag: string; body: string }>;
}

export interface BareState {
  readonly connection: string;
  readonly framesDecoded: number;
  readonly framesSent: number;
  readonly soundPackets: number;
  /** Selected pairs so far, by their remote user fragments. */
  readonly rids: readonly string[];
}

/** What the connection's statistics say. */
export function bareState(page: Page): Promise<BareState> {
  return page.evaluate(() => (globalThis as unknown as Bare).bareState?.()) as Promise<BareState>;
}

/** Defines the functions in the page; plain JavaScript of the browser. */
const define = `(() => {
  if (globalThis.bareOpen) return;
  const headersOf = ({ bearer }, type) => ({
    'content-type': type, ...(bearer === undefined ? {} : { authorization: 'Bearer ' + bearer }),
  });
  // As another browser's stack would offer it: three codecs, each under the number it is given there.
  const leaveThree = (peer) => {
    for (const transceiver of peer.getTransceivers()) {
      const { codecs } = RTCRtpReceiver.getCapabilities(transceiver.receiver.track.kind);
      const isOne = ({ mimeType, sdpFmtpLine = '' }) => /opus|VP8/.test(mimeType)
        || (/H264/.test(mimeType) && /packetization-mode=1.*42e01f/.test(sdpFmtpLine));
      transceiver.setCodecPreferences(codecs.filter(isOne));
    }
  };
  const renumber = (sdp, { opus, vp8, h264 }) => {
    const numbers = new Map();
    for (const [, from, codec] of sdp.matchAll(/^a=rtpmap:([0-9]+) (opus|VP8|H264)[/]/gm))
      numbers.set(from, { opus, VP8: vp8, H264: h264 }[codec]);
    return sdp
      .replaceAll(/^(m=[a-z]+ [0-9]+ [A-Z/]+) ([0-9 ]+)$/gm, (_, start, formats) =>
        start + ' ' + formats.trim().split(' ').map((one) => numbers.get(one) ?? one).join(' '))
      .replaceAll(/^a=(rtpmap|fmtp|rtcp-fb):([0-9]+)/gm, (_, name, one) => 'a=' + name + ':' + (numbers.get(one) ?? one));
  };
  globalThis.bareOpen = async (wish) => {
    const peer = (globalThis.bare = new RTCPeerConnection({ bundlePolicy: 'max-bundle' }));
    if (wish.send) {
      const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 1280, height: 720 } });
      for (const track of media.getTracks()) {
        const several = track.kind === 'video' && wish.send.simulcast;
        const sendEncodings = several
          ? [{ rid: 'q', scaleResolutionDownBy: 4 }, { rid: 'h', scaleResolutionDownBy: 2 }, { rid: 'f' }] : undefined;
        peer.addTransceiver(track, { direction: 'sendonly', ...(sendEncodings ? { sendEncodings } : {}) });
      }
    } else {
      for (const kind of ['audio', 'video']) peer.addTransceiver(kind, { direction: 'recvonly' });
      const media = new MediaStream();
      const video = document.createElement('video');
      Object.assign(video, { srcObject: media, muted: true, autoplay: true, playsInline: true });
      video.dataset.testid = 'bare-video';
      document.body.append(video);
      peer.ontrack = ({ track }) => media.addTrack(track);
    }
    if (wish.numbers) {
      const offer = await (leaveThree(peer), peer.createOffer());
      await peer.setLocalDescription({ type: 'offer', sdp: renumber(offer.sdp, wish.numbers) });
    } else {
      await peer.setLocalDescription();
    }
    const response = await fetch(wish.url, {
      method: 'POST', headers: headersOf(wish, 'application/sdp'), body: peer.localDescription.sdp,
    });
    const answer = await response.text();
    const header = (name) => response.headers.get(name) ?? '';
    if (response.status === 201) await peer.setRemoteDescription({ type: 'answer', sdp: answer });
    return { status: response.status, location: header('location'), etag: header('etag'), answer, links: header('link') };
  };
  globalThis.bareRestart = async (wish) => {
    const peer = globalThis.bare;
    const offer = await peer.createOffer({ iceRestart: true });
    await peer.setLocalDescription(offer);
    const take = (name) => new RegExp('^a=' + name + ':.*$', 'm').exec(offer.sdp)[0];
    const fragment = [take('ice-ufrag'), take('ice-pwd'), 'm=audio 9 UDP/TLS/RTP/SAVPF 0', take('mid'), ''].join('\\r\\n');
    const response = await fetch(wish.location, {
      method: 'PATCH', headers: { ...headersOf(wish, 'application/trickle-ice-sdpfrag'), 'if-match': '*' }, body: fragment,
    });
    const body = await response.text();
    const given = (name) => new RegExp('^a=' + name + ':(.*)$', 'm').exec(body)[1].trim();
    const sdp = peer.currentRemoteDescription.sdp
      .replaceAll(/^a=ice-ufrag:.*$/gm, 'a=ice-ufrag:' + given('ice-ufrag'))
      .replaceAll(/^a=ice-pwd:.*$/gm, 'a=ice-pwd:' + given('ice-pwd'));
    await peer.setRemoteDescription({ type: 'answer', sdp });
    return { status: response.status, etag: response.headers.get('etag'), body };
  };
  globalThis.bareState = async () => {
    const peer = globalThis.bare;
    const stats = [...(await peer.getStats()).values()];
    const sum = (type, kind, name) => stats
      .filter((one) => one.type === type && one.kind === kind).reduce((total, one) => total + (one[name] ?? 0), 0);
    return {
      connection: peer.connectionState,
      framesDecoded: sum('inbound-rtp', 'video', 'framesDecoded'),
      framesSent: sum('outbound-rtp', 'video', 'framesSent'),
      soundPackets: sum('inbound-rtp', 'audio', 'packetsReceived') + sum('outbound-rtp', 'audio', 'packetsSent'),
      rids: stats.filter((one) => one.type === 'outbound-rtp' && one.framesSent > 0).flatMap(({ rid }) => rid ?? []).sort(),
    };
  };
})()`;
