/**
 * Players of every numbering: what is answered to which payload types, what is refused, and that packets come under the
 * numbers that were offered. A real server and media node; players are libdatachannel's, or nobody.
 */
import { cleanup } from 'node-datachannel';
import t from 'tap';
import { ApiClient, type HttpAnswer } from '../world/api.ts';
import { controlOf } from '../world/inside-node.ts';
import { fragmentOf, type OfferWish, offerOf } from '../world/sdp-offer.ts';
import { TestSocket } from '../world/socket.ts';
import { publishThrough } from '../world/socket-media.ts';
import { openStack } from '../world/stack.ts';
import { until } from '../world/until.ts';
import { playWhep } from '../world/whep-player.ts';
import { refusedWith } from './coded.ts';

const stack = await openStack();
t.teardown(async () => {
  publisher.close();
  await stack.close();
  cleanup();
});
t.setTimeout(200_000);

const sdp = { 'content-type': 'application/sdp' };
const nobody = new ApiClient(stack);
const nova = new ApiClient(stack);
await nova.login('nova');
const announced = await nova.do('createStream', {
  body: { title: 'For every player', sessionType: 'broadcast_public' },
});
const stream = announced.stream.id;
await nova.do('startStream', { params: { id: stream }, body: {} });
const studio = await TestSocket.open(stack, { ticket: await nova.ticket() });
await studio.do('room.join', { room: stream, as: 'performer' });
const publisher = await publishThrough(studio);
await publisher.startCamera();

const profile = 'packetization-mode=1;profile-level-id=42e01f;level-asymmetry-allowed=1';

/** An offer to receive under these numbers. @param vp8 undefined: it does not take it */
function numbered(opus: number, vp8: number | undefined, h264: number): OfferWish {
  const named = vp8 === undefined ? [] : [`a=rtpmap:${vp8} VP8/90000`, `a=rtcp-fb:${vp8} nack`];
  const formats = [...(vp8 === undefined ? [] : [vp8]), h264].join(' ');
  return {
    direction: 'recvonly',
    section: ['a=extmap:3 urn:ietf:params:rtp-hdrext:sdes:mid'],
    audioCodec: [`m=audio 9 UDP/TLS/RTP/SAVPF ${opus}`, `a=rtpmap:${opus} opus/48000/2`],
    videoCodec: [
      ...[`m=video 9 UDP/TLS/RTP/SAVPF ${formats}`, ...named],
      ...[`a=rtpmap:${h264} H264/90000`, `a=fmtp:${h264} ${profile}`],
    ],
  };
}

const play = (wish: OfferWish): Promise<HttpAnswer> =>
  nobody.raw('POST', `/whep/${stream}`, { headers: sdp, body: offerOf(wish) });
const end = ({ headers }: HttpAnswer) => nobody.raw('DELETE', headers.location ?? '');

t.test('payload types × what is answered', async (t) => {
  const taken: readonly (readonly [who: string, opus: number, vp8: number, h264: number])[] = [
    ['Chromium', 111, 96, 108],
    ['Firefox', 109, 120, 126],
    ['Safari', 111, 104, 98],
    ['sequential, from the bottom', 97, 96, 98],
    ['sequential, as encoders count', 96, 101, 102],
    ['the lower range', 35, 36, 63],
    ['the top', 127, 126, 125],
    ['those of the routers, exchanged', 96, 108, 111],
  ];
  for (const [who, ...numbers] of taken) {
    const answer = await play(numbered(...numbers));
    t.equal(answer.status, 201, `${who}: ${answer.text.slice(0, 120)}`);
    const [, vp8] = numbers;
    t.match(answer.text, new RegExp(`m=video 9 UDP/TLS/RTP/SAVPF ${vp8}\r\n`), 'its own number and no other');
    t.match(answer.text, new RegExp(`a=rtpmap:${vp8} VP8/90000\r\n`));
    t.match(answer.text, /a=ssrc:\d+ cname:/);
    t.notMatch(answer.text, /a=extmap|rtx\/90000/, 'neither header extensions nor RTX');
    t.equal((await end(answer)).status, 200);
  }
});

t.test('payload types × what is refused', async (t) => {
  const rtcp = numbered(111, 72, 108);
  const refused: Readonly<Record<string, OfferWish>> = {
    'what would be taken for RTCP': rtcp,
    'one that is Opus’ and VP8’s': numbered(96, 96, 108),
    'one that is VP8’s and H264’s': numbered(111, 97, 97),
    'static ones': numbered(0, 96, 108),
    'beyond seven bits': numbered(111, 128, 108),
    'those that mediasoup needs itself': numbered(111, 101, 100),
    'VP9 only': {
      ...{ direction: 'recvonly', kinds: ['video'] },
      videoCodec: ['m=video 9 UDP/TLS/RTP/SAVPF 98', 'a=rtpmap:98 VP9/90000'],
    },
  };
  for (const [why, wish] of Object.entries(refused)) refusedWith(t, await play(wish), 'MEDIA_REFUSED', why);
  refusedWith(t, await play(numbered(109, undefined, 126)), 'STREAM_NOT_LIVE', 'nothing of what it takes is sent');
  const viewers = async () => (await nova.do('getStream', { params: { id: stream } })).stream.viewers;
  await until('no seat that any of them holds', async () => (await viewers()) === 0);
});

t.test('two pictures whose sections number them differently: the second is refused, not sent wrongly', async (t) => {
  const wish = numbered(109, 120, 126);
  const first = offerOf({ ...wish, kinds: ['video', 'video'] });
  const at = first.lastIndexOf('m=video');
  const body = first.slice(0, at) + first.slice(at).replaceAll('120', '110');
  const answer = await nobody.raw('POST', `/whep/${stream}`, { headers: sdp, body });
  t.equal(answer.status, 201, answer.text.slice(0, 120));
  t.match(answer.text, /m=video 9 UDP\/TLS\/RTP\/SAVPF 120\r\n[\s\S]*m=video 0 /);
  await end(answer);
});

t.test('what arrives has the number that was offered', async (t) => {
  for (const vp8 of [96, 120, 101, 36]) {
    const player = await playWhep(`${stack.url}/whep/${stream}`, vp8);
    t.equal(player.status, 201, player.answer.slice(0, 200));
    await until(`packets as ${vp8}`, () => player.packets() > 20, { withinMs: 20_000 });
    t.same([...player.payloadTypes], [vp8]);
    t.equal((await nobody.raw('DELETE', player.location)).status, 200);
    player.close();
  }
});

t.test('more numberings than a room may have: 503, and a place when one has gone', async (t) => {
  const held: HttpAnswer[] = [];
  for (let at = 0; at < 8; at += 1) held.push(await play(numbered(40 + at, 50 + at, 63)));
  t.same([...new Set(held.map(({ status }) => status))], [201]);
  const one = await play(numbered(109, 120, 126));
  t.match(one, { status: 503, headers: { 'retry-after': '1' } }, 'one too many');
  t.match(one.body, { error: 'MEDIA_UNAVAILABLE', message: /^Too many kinds of players/ });
  t.equal((await play(numbered(111, 96, 108))).status, 201, 'Chromium’s need no place');
  t.equal((await play(numbered(40, 50, 63))).status, 201, 'nor do those that are served already');
  await end(held[5] as HttpAnswer);
  const then = await until('a place', async () => {
    const answer = await play(numbered(109, 120, 126));
    return answer.status === 201 && answer;
  });
  for (const answer of [...held, then]) await end(answer);
});

t.test('the key that an encoder sends with is used at the POST alone', async (t) => {
  const body = { title: 'Sent with a key', sessionType: 'broadcast_public' } as const;
  const { id } = (await nova.do('createStream', { body })).stream;
  const { key } = await nova.do('issueIngestKey', { params: { id }, body: {} });
  const withKey = { authorization: `Bearer ${key}` };
  const usedAt = async () => (await nova.do('getIngestKey', { params: { id } })).key?.usedAt;
  t.equal(await usedAt(), null);
  const opened = await nobody.raw('POST', `/whip/${id}`, { headers: { ...sdp, ...withKey }, body: offerOf() });
  t.equal(opened.status, 201);
  t.ok(await usedAt(), 'now it is');
  await stack.query('UPDATE ingest_key SET made_at = $2, used_at = $2 WHERE stream_id = $1', [
    ...[id, '2026-01-02T03:04:05.000Z'],
  ]);
  const trickle = { 'content-type': 'application/trickle-ice-sdpfrag', 'if-match': opened.headers.etag ?? '' };
  const path = opened.headers.location ?? '';
  const patched = await nobody.raw('PATCH', path, { headers: { ...trickle, ...withKey }, body: fragmentOf() });
  t.equal(patched.status, 204);
  t.equal((await nobody.raw('DELETE', path, { headers: withKey })).status, 200);
  t.equal(await usedAt(), '2026-01-02T03:04:05.000Z', 'neither PATCH nor DELETE is a use');
});

t.test('a player whose end the media node told nobody is asked after', async (t) => {
  const answer = await play({ direction: 'recvonly' });
  t.equal(answer.status, 201);
  const { location: path = '', etag = '' } = answer.headers;
  const headers = { 'content-type': 'application/trickle-ice-sdpfrag', 'if-match': etag };
  const trickled = async (): Promise<number> =>
    (await nobody.raw('PATCH', path, { headers, body: fragmentOf() })).status;
  t.equal(await trickled(), 204);
  const [session = ''] = path.split('/').at(-1)?.split('.') ?? [];
  const node = await controlOf(stack);
  t.teardown(() => node.close());
  t.equal((await node.do('session.keep', { session })).transports.length, 1, 'the node says what it has');
  await node.do('session.close', { session });
  t.same((await node.do('session.keep', { session })).transports, []);
  await until('end of it', async () => (await trickled()) === 404, { withinMs: 45_000 });
  t.pass('it is over, and its seat free');
});
