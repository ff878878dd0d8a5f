/**
 * Offers as programs write them, or as wrong as a test wants. Nobody answers behind them: no packet ever comes.
 */
const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':');

export interface OfferWish {
  readonly direction?: 'sendonly' | 'recvonly' | 'sendrecv' | 'inactive';
  readonly kinds?: readonly ('audio' | 'video')[];
  /** Lines of the session, after its own. */
  readonly session?: readonly string[];
  /** Lines of every section, after its own. */
  readonly section?: readonly string[];
  readonly without?: RegExp;
  readonly audioCodec?: readonly string[];
  readonly videoCodec?: readonly string[];
  readonly ufrag?: string;
}

const vp8 = ['m=video 9 UDP/TLS/RTP/SAVPF 96 97', 'a=rtpmap:96 VP8/90000', 'a=rtcp-fb:96 nack pli'];
export const usualVideo: readonly string[] = [...vp8, 'a=rtpmap:97 rtx/90000', 'a=fmtp:97 apt=96'];
const opus = ['m=audio 9 UDP/TLS/RTP/SAVPF 111', 'a=rtpmap:111 opus/48000/2', 'a=fmtp:111 useinbandfec=1'];

/** An offer of sound and picture, sent where nothing else is asked for. */
export function offerOf(wish: OfferWish = {}): string {
  const { direction = 'sendonly', kinds = ['audio', 'video'], ufrag = 'abcd' } = wish;
  const { audioCodec = opus, videoCodec = usualVideo } = wish;
  const sections = kinds.flatMap((kind, index) => [
    ...(kind === 'audio' ? audioCodec : videoCodec),
    ...['c=IN IP4 0.0.0.0', `a=mid:${index}`, `a=${direction}`, 'a=rtcp-mux', `a=ice-ufrag:${ufrag}`],
    ...[`a=ice-pwd:${'p'.repeat(24)}`, `a=fingerprint:sha-256 ${fingerprint}`, 'a=setup:actpass'],
    ...(direction.startsWith('send') ? [`a=ssrc:${1000 + index} cname:somebody`] : []),
    ...(wish.section ?? []),
  ]);
  const bundle = `a=group:BUNDLE ${kinds.map((_kind, index) => index).join(' ')}`;
  const lines = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', bundle, ...(wish.session ?? []), ...sections];
  const kept = lines.filter((line) => wish.without?.test(line) !== true);
  return [...kept, ''].join('\r\n');
}

/** A fragment as a client trickles it. */
export function fragmentOf(ufrag = 'abcd', more: readonly string[] = []): string {
  const candidate = 'a=candidate:1 1 udp 2130706431 127.0.0.1 50000 typ host';
  const lines = [`a=ice-ufrag:${ufrag}`, `a=ice-pwd:${'p'.repeat(24)}`, 'm=audio 9 UDP/TLS/RTP/SAVPF 0', 'a=mid:0'];
  return [...lines, candidate, ...more, ''].join('\r\n');
}
