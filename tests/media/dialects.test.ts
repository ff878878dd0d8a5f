/** Players whose payload types are not the routers': who shares a router, what reaches them, and how much of it there may be. */

import { ortc, type types } from 'mediasoup';
import t, { type Test } from 'tap';
import { newId } from '#kernel/ids.ts';
import { Dialect } from '#protocol/media/dialect.ts';
import { codecsOf, mostDialects, type NumberedCodec } from '../../sfu-workers/policy/dialects.ts';
import type { RoomAt } from '../world/media-publisher.ts';
import { until } from '../world/until.ts';
import { perform, reportOf, spreadingWorld, type Watcher, watch } from './edges-cast.ts';

const { world, api } = await spreadingWorld(t, 3, { edgeIdleMs: 1_000 });

const dialect = (opus: number, vp8: number, h264: number): Dialect => [
  { mimeType: 'audio/opus', payloadType: opus },
  { mimeType: 'video/VP8', payloadType: vp8 },
  { mimeType: 'video/H264', payloadType: h264 },
];
const firefox = dialect(109, 120, 126);
const other = dialect(97, 101, 102);

async function openRoom(t: Test) {
  const room = await world.room(api);
  t.teardown(() => api.ask('room.close', room));
  return room;
}

/** Somebody whose stack has these numbers. */
async function play(t: Test, room: RoomAt, spoken: Dialect, session = newId()): Promise<Watcher> {
  await api.do('transport.open', { ...room, session, direction: 'receive', dialect: spoken });
  return watch(t, api, room, session);
}

const edgesOf = async (room: RoomAt) => (await reportOf(api, room)).edges;
const topLayer = ({ viewer }: Watcher) => until('top layer', () => viewer.marks.at(-1) === 2, { withinMs: 10_000 });

/** Opus, VP8 and H264 under numbers from here and there; undefined: the player does not take it. */
function everyNumbering(): Dialect[] {
  const numbers = [35, 36, 62, 63, ...Array.from({ length: 10 }, (_, at) => 96 + at), 111, 126, 127];
  const sounds = [undefined, 35, 63, 96, 100, 101, 102, 111, 127];
  const all = sounds.flatMap((opus) =>
    numbers.flatMap((vp8) => [undefined, ...numbers].map((h264) => [opus, vp8, h264] as const)),
  );
  return all
    .map(([opus, vp8, h264]) =>
      [
        { mimeType: 'audio/opus' as const, payloadType: opus },
        { mimeType: 'video/VP8' as const, payloadType: vp8 },
        { mimeType: 'video/H264' as const, payloadType: h264 },
      ].flatMap(({ mimeType, payloadType }) => (payloadType === undefined ? [] : { mimeType, payloadType })),
    )
    .filter((given) => Dialect.safeParse(given).success);
}

/** What mediasoup makes of it. */
function madeOf(codecs: readonly NumberedCodec[]): readonly types.RtpCodecCapability[] {
  const { codecs: made = [] } = ortc.generateRouterRtpCapabilities(structuredClone([...codecs]));
  return made;
}

t.test('every numbering that is said to be possible mediasoup takes, and those that are not are few', (t) => {
  const all = everyNumbering();
  const wrong = all.filter((given) => {
    const made = madeOf(codecsOf(given) ?? codecsOf(firefox) ?? []);
    const isGiven = ({ mimeType, payloadType }: Dialect[number]): boolean =>
      made.some((one) => one.mimeType === mimeType && one.preferredPayloadType === payloadType);
    return made.length !== 5 || (codecsOf(given) !== undefined && !given.every(isGiven));
  });
  t.same(wrong, []);
  const impossible = all.filter((given) => codecsOf(given) === undefined);
  const pictures = ([opus]: readonly (number | undefined)[], low: number, high: number) =>
    [
      [opus, low, high],
      [opus, high, low],
    ].map((three) => three.filter((number) => number !== undefined).join(' '));
  const expected = [undefined, 35, 63, 96, 102, 111, 127].flatMap((opus) => pictures([opus], 100, 101));
  t.same(
    impossible.map((one) => one.map(({ payloadType }) => payloadType).join(' ')).sort(),
    [...expected, ...pictures([101], 100, 102), ...pictures([100], 101, 102)].sort(),
    'only where pictures want the first two that are free',
  );
  t.comment(`${all.length} numberings, ${impossible.length} of them impossible`);
  t.end();
});

t.test('a player gets its own numbers, lowest layer first, then all of them', async (t) => {
  const room = await openRoom(t);
  const { session, publisher, producer } = await perform(t, api, room);
  const page = await watch(t, api, room);
  const player = await play(t, room, firefox);
  t.equal(player.viewer.consumers[0]?.rtpParameters.codecs[0]?.payloadType, 120);
  t.equal(player.viewer.consumers[0]?.producerId, producer, 'of the same producer as everybody');
  await until('first picture', () => player.viewer.marks.length > 0);
  t.equal(player.viewer.marks[0], 0);
  await topLayer(player);
  await topLayer(page);
  t.same([...player.viewer.payloadTypes], [120], 'each packet has the number that was offered');
  t.same([...page.viewer.payloadTypes], [96], 'and those of everybody else theirs');
  const [edge, ...more] = await edgesOf(room);
  t.match(edge, { consumers: 1, pipes: 1, dialect: firefox });
  t.same(more, [], 'nothing else was opened');
  const asked = publisher.plis.length;
  await play(t, room, firefox);
  await until('a key frame for who came', () => publisher.plis.length > asked);

  const wanted = () => api.seen('producer.wanted').filter((body) => body.producer === producer);
  const prefer = ({ viewer, session }: Watcher, spatialLayer: number, paused = false) => {
    const consumers = viewer.consumers.map(({ id }) => ({ consumer: id, paused, spatialLayer }));
    return api.do('consumers.prefer', { ...room, session, consumers });
  };
  await prefer(page, 0);
  t.same(wanted(), [], 'what players take is sent');
  const pause = (paused: boolean) => api.do('producer.pause', { ...room, session, producer, paused });
  await Promise.all([pause(true), pause(false), pause(true)]);
  const late = await play(t, room, firefox);
  t.equal(late.viewer.consumers[0]?.paused, true);
  await pause(false);
  await until('picture after the pause', () => late.viewer.marks.length > 0);
  const second = await publisher.openCamera(api, room, session);
  const { rtpCapabilities } = await api.event('node.hello');
  const { consumers } = await api.do('consumers.open', { ...room, session: player.session, rtpCapabilities });
  t.match(consumers, [{ producerId: second, rtpParameters: { codecs: [{ payloadType: 120 }] } }], 'a camera anew');
});

t.test('what moderators hold back no player gets', async (t) => {
  const room = await openRoom(t);
  await perform(t, api, room);
  const player = await play(t, room, firefox);
  await topLayer(player);
  await api.do('room.open', { ...room, hold: { version: 1, audio: true, video: true } });
  const late = await play(t, room, firefox);
  const before = player.viewer.marks.length;
  // Whatever was on its way is there once another room's player has had its pictures.
  const elsewhere = await openRoom(t);
  await perform(t, api, elsewhere);
  await topLayer(await play(t, elsewhere, firefox));
  const then = player.viewer.marks.length;
  t.ok(then - before < 20, `${then - before} packets after it`);
  t.same(late.viewer.marks, [], 'nor does one who comes');
  await api.do('room.open', { ...room, hold: { version: 2, audio: false, video: false } });
  await until('pictures', () => player.viewer.marks.length > then && late.viewer.marks.length > 0);
});

t.test('players of the same numbers share a router; it ends when nobody is there, and with its worker', async (t) => {
  const room = await openRoom(t);
  await perform(t, api, room);
  const sharing = [
    await play(t, room, firefox),
    await play(t, room, firefox),
    await play(t, room, firefox.slice(0, 2)),
  ];
  // The worker of the first is full by now.
  const alone = await play(t, room, other);
  t.same(
    (await edgesOf(room)).map(({ consumers, dialect: spoken }) => [consumers, spoken]),
    [
      [3, firefox],
      [1, other],
    ],
  );
  for (const each of [...sharing, alone]) await topLayer(each);
  t.same([...alone.viewer.payloadTypes], [101]);

  const { origin, edges } = await reportOf(api, room);
  const [first, second] = edges;
  t.not(first?.worker, second?.worker);
  const dying = first?.worker === origin.worker ? second : first;
  const [struck, spoken] = dying === first ? [sharing, firefox] : [[alone], other];
  const spared = [...sharing, alone].filter((one) => !struck.includes(one));
  for (const { viewer } of spared) viewer.watchClosely();
  process.kill(dying?.worker ?? 0, 'SIGKILL');
  for (const { session } of struck) {
    await api.event('transport.lost', (body) => body.session === session);
    const again = await play(t, room, spoken, session);
    await until('picture again', () => again.viewer.marks.length > 0, { withinMs: 10_000 });
    t.same([...again.viewer.payloadTypes], [spoken[1]?.payloadType]);
  }
  const told = api.seen('transport.lost').map(({ session }) => session);
  t.notOk(
    spared.some(({ session }) => told.includes(session)),
    'the others are told nothing',
  );
  for (const { viewer } of spared) t.equal(viewer.flaws.missing, 0, 'and miss nothing');

  for (const { session } of [...sharing, alone]) await api.do('session.close', { session });
  await until('end of both', async () => (await edgesOf(room)).length === 0);
  t.pass('nothing is left of them');
});

t.test('many players of the same numbers are spread over the workers', async (t) => {
  const room = await openRoom(t);
  await perform(t, api, room);
  const players = await Promise.all(Array.from({ length: 7 }, () => play(t, room, firefox)));
  const edges = await edgesOf(room);
  t.equal(edges.length, 3, 'over all three');
  t.same(new Set(edges.map(({ dialect: spoken }) => JSON.stringify(spoken))).size, 1);
  for (const each of players) await topLayer(each);
  const metrics = await (await fetch(`http://127.0.0.1:${world.node.metricsPort}/metrics`)).text();
  t.match(metrics, /^busker_media_edges 3$/m, 'counted as edges are');
});

t.test('a room has so many of them and no more', async (t) => {
  const room = await openRoom(t);
  await perform(t, api, room);
  const open = (at: number, session = newId()) =>
    api.codeOf('transport.open', { ...room, session, direction: 'receive', dialect: dialect(35 + at, 96 + at, 63) });
  const sessions = Array.from({ length: mostDialects }, () => newId());
  for (const [at, session] of sessions.entries()) t.equal(await open(at, session), 'ok');
  t.equal(await open(20), 'MEDIA_UNAVAILABLE', 'one more');
  t.equal(await open(0), 'ok', 'one that is spoken already');
  const spoken = new Set((await edgesOf(room)).map((edge) => JSON.stringify(edge.dialect)));
  t.equal(spoken.size, mostDialects);
  await api.do('session.close', { session: sessions[3] ?? '' });
  t.equal(await open(20), 'ok', 'the place of one that nobody is at');
  const page = await watch(t, api, room);
  await topLayer(page);
  t.same(await Promise.all([21, 22, 23].map((at) => open(at))), Array(3).fill('MEDIA_UNAVAILABLE'));
});

t.test('numbers that cannot be change nothing', async (t) => {
  const room = await openRoom(t);
  const refused: readonly (readonly [string, unknown, string])[] = [
    ['of RTCP', dialect(72, 96, 108), 'VALIDATION_FAILED'],
    ['static ones', dialect(0, 96, 108), 'VALIDATION_FAILED'],
    ['beyond seven bits', dialect(111, 128, 108), 'VALIDATION_FAILED'],
    ['two codecs with one', dialect(96, 96, 108), 'VALIDATION_FAILED'],
    ['one codec with two', [...firefox.slice(0, 2), { mimeType: 'video/VP8', payloadType: 98 }], 'VALIDATION_FAILED'],
    ['a codec that no room carries', [{ mimeType: 'video/VP9', payloadType: 98 }], 'VALIDATION_FAILED'],
    ['none', [], 'VALIDATION_FAILED'],
    ['those that mediasoup needs', dialect(111, 101, 100), 'MEDIA_REFUSED'],
  ];
  for (const [why, spoken, code] of refused) {
    const answer = await api.ask('transport.open', {
      ...room,
      session: newId(),
      direction: 'receive',
      dialect: spoken,
    });
    t.equal(answer.ok ? 'ok' : answer.error.error, code, why);
  }
  t.match(await reportOf(api, room), { edges: [], consumers: 0 });
});
