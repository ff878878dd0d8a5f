/**
 * WHIP and WHEP as RFC 9725 and its draft have them: every method at every path in every state, and what else is refused. A
 * real server and media node answer; nobody sends a packet.
 */
import { Redis } from 'ioredis';
import { cleanup } from 'node-datachannel';
import t from 'tap';
import { ApiClient, type HttpAnswer, type RawRequest } from '../world/api.ts';
import { fragmentOf, type OfferWish, offerOf } from '../world/sdp-offer.ts';
import { TestSocket } from '../world/socket.ts';
import { publishThrough } from '../world/socket-media.ts';
import { openStack } from '../world/stack.ts';
import { until } from '../world/until.ts';
import { refusedWith } from './coded.ts';
import { meet } from './people.ts';
import { answersOf, areAsDescribed } from './whip-described.ts';
import { keysAtOnce } from './whip-keys.ts';
import { offersRefused } from './whip-offers.ts';

const turn = 'turn:127.0.0.1:3478?transport=udp';
const stack = await openStack({ env: { TURN_URLS: turn, TURN_SECRET: 'a-secret-for-these-tests-alone' } });
t.teardown(async () => {
  await stack.close();
  cleanup();
});
t.setTimeout(290_000);

const sdp = { 'content-type': 'application/sdp' };
const trickle = { 'content-type': 'application/trickle-ice-sdpfrag' };
const nobody = new ApiClient(stack);
const asked = answersOf(nobody);
const nova = new ApiClient(stack);
await nova.login('nova');
const viewer = new ApiClient(stack);
await viewer.login('viewer');

const announce = async (more = {}): Promise<string> => {
  const body = { title: 'Over HTTP', sessionType: 'broadcast_public', ...more } as const;
  return (await nova.do('createStream', { body })).stream.id;
};
const stream = await announce();
const other = await announce();
const { key } = await nova.do('issueIngestKey', { params: { id: stream }, body: {} });
const withKey = { authorization: `Bearer ${key}` };

const send = (path: string, body: string, headers: RawRequest['headers'] = withKey): Promise<HttpAnswer> =>
  nobody.raw('POST', path, { headers: { ...sdp, ...headers }, body });
const openWhip = async (wish?: OfferWish): Promise<{ path: string; etag: string; answer: HttpAnswer }> => {
  const answer = await send(`/whip/${stream}`, offerOf(wish));
  return { path: answer.headers.location ?? '', etag: answer.headers.etag ?? '', answer };
};

const to = (etagOf?: string, type = trickle) => ({
  ...type,
  ...withKey,
  ...(etagOf === undefined ? {} : { 'if-match': etagOf }),
});

type Row = readonly [method: string, path: string, request: RawRequest, status: number, state: string];

/** What may be asked of the endpoint. @param current the ETag of a session that lives */
function rowsOfEndpoint(current: string): readonly Row[] {
  const endpoint = `/whip/${stream}`;
  return [
    ['OPTIONS', endpoint, {}, 204, 'asked what it takes'],
    ['GET', endpoint, {}, 405, 'kept for what may come'],
    ['HEAD', endpoint, {}, 405, 'kept for what may come'],
    ['PUT', endpoint, { headers: sdp, body: offerOf() }, 405, 'kept for what may come'],
    ['PATCH', endpoint, { headers: to(current), body: fragmentOf() }, 405, 'of the endpoint'],
    ['DELETE', endpoint, { headers: withKey }, 405, 'of the endpoint'],
    ['POST', endpoint, { headers: { ...withKey, 'content-type': 'application/json' }, body: '{}' }, 415, 'not SDP'],
    ['POST', endpoint, { headers: { ...withKey, ...sdp }, body: '' }, 400, 'empty'],
    ['POST', endpoint, { headers: { ...withKey, ...sdp }, body: 'v=1\r\n' }, 400, 'no offer'],
    [
      'POST',
      endpoint,
      { headers: { ...withKey, ...sdp }, body: `v=0\r\n${'a=x\r\n'.repeat(20_000)}` },
      413,
      'too large',
    ],
    ['POST', endpoint, { headers: sdp, body: offerOf() }, 401, 'nobody'],
    ['POST', '/whip/none', { headers: { ...withKey, ...sdp }, body: offerOf() }, 404, 'no stream'],
  ];
}

/** What may be asked of a session, which is over at the end. */
function rowsOfSession(live: string, current: string): readonly Row[] {
  const endpointOf = { ...withKey, ...sdp };
  return [
    ['OPTIONS', live, {}, 204, 'asked what it takes'],
    ['GET', live, { headers: withKey }, 405, 'kept for what may come'],
    ['POST', live, { headers: endpointOf, body: offerOf() }, 405, 'of a session'],
    ['PUT', live, { headers: withKey, body: 'x' }, 405, 'kept for what may come'],
    ['PATCH', live, { headers: to(), body: fragmentOf() }, 428, 'which ICE session is not said'],
    ['PATCH', live, { headers: to('"another"'), body: fragmentOf() }, 412, 'of an ICE session that is over'],
    [
      'PATCH',
      live,
      { headers: to(current, { 'content-type': 'application/sdp' }), body: fragmentOf() },
      415,
      'no fragment',
    ],
    ['PATCH', live, { headers: to(current), body: 'nonsense' }, 400, 'no fragment'],
    ['PATCH', live, { headers: to(current), body: fragmentOf('other') }, 400, 'a restart that does not say so'],
    ['PATCH', live, { headers: to(current), body: fragmentOf() }, 204, 'candidates'],
    [
      'PATCH',
      live,
      { headers: to(`"x", ${current}`), body: fragmentOf('abcd', ['a=end-of-candidates']) },
      204,
      'the last',
    ],
    ['PATCH', live, { headers: { ...trickle, 'if-match': current }, body: fragmentOf() }, 401, 'nobody'],
    ['PATCH', live, { headers: to('*'), body: fragmentOf('fresh') }, 200, 'ICE begins anew'],
    ['PATCH', live, { headers: to(current), body: fragmentOf('fresh') }, 412, 'of the ICE session before'],
    ['DELETE', live, {}, 401, 'nobody'],
    ['DELETE', `${live}x`, { headers: withKey }, 404, 'almost its address'],
    ['DELETE', live.replace(stream, other), { headers: withKey }, 404, 'its address in another stream'],
    ['DELETE', live.replace('/whip/', '/whep/'), { headers: withKey }, 404, 'its address as a player'],
    ['DELETE', live, { headers: withKey }, 200, 'ended'],
    ['DELETE', live, { headers: withKey }, 404, 'ended before'],
    ['PATCH', live, { headers: to('*'), body: fragmentOf('again') }, 404, 'ended before'],
  ];
}

t.test('method × path × state → status', async (t) => {
  const { path: open, etag } = await openWhip();
  const closed = (await openWhip()).path;
  // The second took the first one's place.
  await until('end of the first', async () => (await nobody.raw('DELETE', open, { headers: withKey })).status === 404);
  const now = await nobody.raw('PATCH', closed, {
    headers: { ...trickle, ...withKey, 'if-match': etag },
    body: fragmentOf(),
  });
  t.equal(now.status, 412, 'the ETag of another session is none of this one');
  await nobody.raw('DELETE', closed, { headers: withKey });
  const { path: live, etag: current } = await openWhip();
  for (const [method, path, request, status, state] of [...rowsOfEndpoint(current), ...rowsOfSession(live, current)]) {
    const answer = await nobody.raw(method, path, request);
    t.equal(
      answer.status,
      status,
      `${method} ${path.split('/').slice(0, 2).join('/')}…, ${state}: ${answer.text.slice(0, 90)}`,
    );
    if (status === 405) t.match(answer.headers.allow, /OPTIONS/, 'says what is possible');
    t.equal(answer.headers['access-control-allow-origin'], '*', 'for programs of any site');
  }
});

t.test('what a session begins with', async (t) => {
  const { answer, path } = await openWhip();
  t.match(answer, {
    status: 201,
    headers: { 'content-type': /^application\/sdp/, location: new RegExp(`^/whip/${stream}/`), etag: /^".+"$/ },
    text: /a=ice-lite[\s\S]*a=setup:passive[\s\S]*a=recvonly/,
  });
  t.notOk(answer.text.includes('a=ssrc'), 'who only receives names no streams');
  const link = String(answer.headers.link);
  t.ok(link.startsWith(`<${turn}>; rel="ice-server"; username="`), `names the TURN server: ${link}`);
  t.match(link, /; credential="[^"]+"; credential-type="password"$/, 'with credentials of minutes');
  t.match((await nobody.raw('OPTIONS', `/whip/${stream}`)).headers, { 'accept-post': 'application/sdp' });
  t.match((await nobody.raw('OPTIONS', path)).headers, { 'accept-patch': 'application/trickle-ice-sdpfrag' });
  await nobody.raw('DELETE', path, { headers: withKey });
});

// Opened at the start, and looked at again at the end: nobody ever connects.
const abandoned = await send(`/whip/${other}`, offerOf(), { authorization: `Bearer ${nova.accessToken}` });

t.test('who may send', async (t) => {
  refusedWith(t, await send(`/whip/${other}`, offerOf()), 'FORBIDDEN', 'the key of another stream');
  refusedWith(
    t,
    await send(`/whip/${stream}`, offerOf(), { authorization: 'Basic eDp5' }),
    'UNAUTHENTICATED',
    'no bearer',
  );
  const forged = { authorization: `Bearer ${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}` };
  refusedWith(t, await send(`/whip/${stream}`, offerOf(), forged), 'UNAUTHENTICATED', 'almost a key');
  const asViewer = { authorization: `Bearer ${viewer.accessToken}` };
  refusedWith(t, await send(`/whip/${stream}`, offerOf(), asViewer), 'FORBIDDEN', 'somebody else’s token');
  const asNova = { authorization: `Bearer ${nova.accessToken}` };
  const own = await send(`/whip/${stream}`, offerOf(), asNova);
  t.equal(own.status, 201, 'the performer with a token of their own');
  refusedWith(
    t,
    await nobody.raw('DELETE', own.headers.location ?? '', { headers: asViewer }),
    'FORBIDDEN',
    'somebody else ends it',
  );
  t.equal((await nobody.raw('DELETE', own.headers.location ?? '', { headers: asNova })).status, 200);
  refusedWith(
    t,
    await nobody.raw('GET', '/api/wallet', { headers: withKey }),
    'UNAUTHENTICATED',
    'a key is for sending only',
  );
});

t.test('offers that cannot be met', (t) =>
  offersRefused(
    t,
    (wish) => send(`/whip/${stream}`, offerOf(wish)),
    (path) => nobody.raw('DELETE', path, { headers: withKey }),
  ),
);

t.test('keys made at once: one of them is good', async (t) => keysAtOnce(t, { stack, nova, id: await announce() }));

t.test('players: who may watch what', async (t) => {
  const play = (id: string, headers: RawRequest['headers'] = {}) =>
    send(`/whep/${id}`, offerOf({ direction: 'recvonly' }), headers);
  const nothing = await play(stream);
  refusedWith(t, nothing, 'STREAM_NOT_LIVE', 'nothing is sent');
  t.equal(nothing.headers['retry-after'], '2', 'and says when to come back');
  refusedWith(t, await play(await announce({ adult: true })), 'AGE_ASSURANCE_REQUIRED', 'for adults');
  const priced = await announce({ sessionType: 'broadcast_private', priceTokens: 50 });
  refusedWith(t, await play(priced), 'TICKET_REQUIRED', 'for those with a ticket');
  refusedWith(t, await play(stream, withKey), 'FORBIDDEN', 'an ingest key does not watch');
  refusedWith(t, await play(stream, { authorization: 'Bearer nonsense' }), 'UNAUTHENTICATED', 'a forged token is none');
  refusedWith(t, await send(`/whep/${stream}`, offerOf(), {}), 'MEDIA_REFUSED', 'it sends');
  refusedWith(t, await play('0195d3c0-0000-7000-8000-000000000000'), 'NOT_FOUND', 'no such stream');
});

/** The stream is live, and pictures come from a page. @returns how to end what sends them */
async function goLive(): Promise<() => void> {
  await nova.do('startStream', { params: { id: stream }, body: {} });
  const studio = await TestSocket.open(stack, { ticket: await nova.ticket() });
  await studio.do('room.join', { room: stream, as: 'performer' });
  const publisher = await publishThrough(studio);
  await publisher.startCamera();
  return () => publisher.close();
}

t.test('moderators blur a show: a player, which cannot, plays no more', async (t) => {
  t.teardown(await goLive());
  const { client } = await meet(stack, 'moderator', { factor: true });
  const act = (name: 'blur' | 'unblur') =>
    client.do('moderateRoom', { params: { id: stream }, body: { act: name, reason: 'Somebody is in the picture' } });
  const play = () => send(`/whep/${stream}`, offerOf({ direction: 'recvonly' }), {});
  const { status, headers } = await play();
  t.equal(status, 201);
  await act('blur');
  const refused = await play();
  refusedWith(t, refused, 'CONFLICT', 'while it is blurred');
  const trickled = { headers: { ...trickle, 'if-match': headers.etag ?? '' }, body: fragmentOf() };
  const ended = async (): Promise<boolean> =>
    (await nobody.raw('PATCH', headers.location ?? '', trickled)).status === 404;
  await until('end of what played', ended, { withinMs: 6_000 });
  await act('unblur');
  const again = await play();
  t.equal(again.status, 201, 'and afterwards it is played again');
  await nobody.raw('DELETE', again.headers.location ?? '');
});

t.test('a player outlives the process it began in', async (t) => {
  const redis = new Redis(stack.redisUrl);
  const stop = await goLive();
  t.teardown(() => {
    stop();
    redis.disconnect();
  });
  const answer = await send(`/whep/${stream}`, offerOf({ direction: 'recvonly' }), {});
  t.equal(answer.status, 201);
  t.match(answer.text, /m=audio 0 /, 'sound that nobody sends is refused');
  t.match(answer.text, /a=sendonly[\s\S]*a=ssrc:\d+ cname:/, 'its picture is named');
  const killed = stack.children.server ?? 0;
  const killedMs = Date.now();
  process.kill(killed, 'SIGKILL');
  const server = async (): Promise<boolean> =>
    stack.children.server !== killed && (await nobody.raw('GET', '/readyz').catch(() => undefined))?.status === 200;
  await until('another server', server, { withinMs: 40_000 });
  const path = answer.headers.location ?? '';
  // Held for ten seconds by the dead, and looked for every two.
  const [id = ''] = path.split('/').at(-1)?.split('.') ?? [];
  const heldUntil = async (): Promise<number> => Number(await redis.zscore('http-sessions:held', id));
  await until('taken up', async () => (await heldUntil()) > killedMs + 11_000, { withinMs: 36_000 });
  const viewers = async (): Promise<number> => (await nova.do('getStream', { params: { id: stream } })).stream.viewers;
  await until('counted', async () => (await viewers()) === 1, { withinMs: 20_000 });
  t.equal((await nobody.raw('DELETE', path)).status, 200, 'and may be ended at the new one');
  await until('freed seat', async () => (await viewers()) === 0);
});

t.test('all of it is as /api/openapi.json says', (t) => areAsDescribed(t, nobody, asked));

t.test('a session whose program never came is over within a minute', async (t) => {
  t.equal(abandoned.status, 201);
  const path = abandoned.headers.location ?? '';
  const trickled = {
    headers: { ...trickle, 'if-match': '"x"', authorization: `Bearer ${nova.accessToken}` },
    body: 'x',
  };
  await until('end of it', async () => (await nobody.raw('PATCH', path, trickled)).status === 404, {
    withinMs: 180_000,
  });
  t.pass('nothing holds its seat');
});
