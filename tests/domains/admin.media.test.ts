/**
 * What operators see of the media: a real node with two workers and the demo's clip on it, what pages of the room report, a
 * node that is not there, and Redis away.
 */
import { pino } from 'pino';
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { type NodeRegistration, nodeKeys } from '#protocol/media/control.ts';
import type { QualityReport } from '#protocol/socket/quality.ts';
import { demoPerformerId as performerId, demoStreamId as room } from '../../prisma/demo.ts';
import { seed } from '../../prisma/seed.ts';
import { mediaRoutes, sampleMedia } from '../../server/domains/admin/index.ts';
import { createNodes } from '../../server/domains/nodes/index.ts';
import { type QualityDeps, qualitySignals } from '../../server/domains/quality/index.ts';
import { createSeats } from '../../server/domains/rooms/keep-seats.ts';
import { fakeClock, systemClock } from '../../server/kernel/clock.ts';
import { openDatabase } from '../../server/platform/database/index.ts';
import { createLimits } from '../../server/platform/limits/index.ts';
import { openNodeLink } from '../../server/platform/media-plane/index.ts';
import { openRedis } from '../../server/platform/redis/index.ts';
import { createMetrics } from '../../server/platform/telemetry/metrics.ts';
import { observeQuality } from '../../server/platform/telemetry/observe-quality.ts';
import type { Session } from '../../server/platform/websocket/session.ts';
import { startDatabase } from '../world/database.ts';
import { startMediaWorld } from '../world/media-node.ts';
import { until } from '../world/until.ts';
import { codeOf } from './accounts-stage.ts';
import { asked } from './admin-stage.ts';

const log = pino({ level: 'silent' });
const [postgres, media] = await Promise.all([startDatabase(), startMediaWorld()]);
const clock = fakeClock(Date.now());
await seed({ url: postgres.adminUrl, clock });
await postgres.query("UPDATE stream SET state = 'LIVE', live_since = now() WHERE id = $1", [room]);
const database = openDatabase({ url: postgres.url, log });
const redis = openRedis(media.redis.url, { name: 'test', log });
await redis.ready();
const { controlKey: key, nodeId: node } = media.settings;
const nodes = createNodes({ redis: redis.commands, openLink: openNodeLink, key, clock: systemClock, log });
t.teardown(async () => {
  nodes.close();
  await Promise.all([database.close(), redis.close()]);
  await Promise.all([postgres.close(), media.close()]);
});

const metrics = createMetrics('test', log);
const seats = createSeats();
const deps: QualityDeps = {
  ...{ seats, redis: redis.commands, limits: createLimits(redis, 1), clock, log },
  note: observeQuality(metrics),
};
const report = qualitySignals(deps)['quality.report'];

/** A page in the room, or in none. */
function page(as?: 'viewer' | 'performer'): Session {
  const session = { id: newId(), identity: null, phase: 'open' } as unknown as Session;
  const rest = { performerId, moderates: false, named: false, staff: false, call: null };
  if (as !== undefined) seats.put({ session, room, as, ...rest });
  return session;
}

const looking = { database, redis: redis.commands, nodes, clock };
const routes = mediaRoutes({ ...looking, limits: createLimits(redis, 1_000) });
const admin = { userId: newId(), signInId: newId(), email: '', handle: 'admin', displayName: 'Admin' };
const overview = () => routes.getMedia(asked(admin, { query: {} }));
const demo = async () => (await overview()).rooms.find(({ id }) => id === room);
const history = (since?: number) => routes.getMediaHistory(asked(admin, { query: { since } }));
const detailOf = (id: string) => routes.getMediaRoom(asked(admin, { params: { id } }));

const fine: QualityReport = { role: 'viewer', intervalMs: 10_000, firstFrameMs: 800, rttMs: 40, spatialLayer: 2 };
const bad: QualityReport = { role: 'viewer', intervalMs: 10_000, firstFrameMs: 2_400, lossShare: 0.3, freezes: 4 };
const sent: QualityReport = { role: 'performer', intervalMs: 10_000, bitrateBps: 200_000, targetBps: 1_500_000 };

t.test('A show that is live and has its media nowhere is the first thing one sees', async (t) => {
  await until('the node', () => nodes.known().find((one) => one.pid !== null));
  const { nodes: seen, rooms } = await overview();
  t.match(seen, [{ node, state: 'up', pid: process.pid, draining: false }]);
  t.equal(seen[0]?.workers.length, 2);
  t.match(rooms[0], { id: room, node: null, state: 'poor', troubles: ['nowhere'], quality: { performer: null } });
});

t.test('A room is shown with its worker, what is sent, and what arrives of each layer', async (t) => {
  await nodes.request(node, 'room.open', { room, mediaEpoch: 1 });
  await postgres.query(
    `INSERT INTO room (stream_id, origin_node, origin_epoch) VALUES ($1, $2, 1)
     ON CONFLICT (stream_id) DO UPDATE SET origin_node = $2, origin_epoch = 1`,
    [room, node],
  );
  t.same((await demo())?.troubles, ['nothing_sent'], 'as long as nobody sends');
  await nodes.request(node, 'room.play', { room, mediaEpoch: 1, session: newId(), clip: 'demo' });
  const detail = await until('all of it', async () => {
    const { arriving, room: seen } = await detailOf(room);
    const flows = arriving?.some(({ layers }) => layers.some(({ bitrateBps }) => bitrateBps > 0)) === true;
    return flows && seen.troubles.length === 0 && { arriving, seen };
  });
  t.ok(media.node.workerPids.includes(detail.seen.origin?.worker ?? 0), 'its origin is one of the workers');
  t.same(detail.seen.producers.map(({ source }) => source).toSorted(), ['camera', 'microphone']);
  t.equal(detail.arriving?.length, 2);
  t.equal(detail.seen.state, 'good');
  t.notMatch(JSON.stringify(detail), /session"/, 'no session is named');
  t.equal(await codeOf(detailOf(newId())), 'NOT_FOUND');
});

t.test('A page reports of the room it is in, as what it is there, once in five seconds', async (t) => {
  t.equal(await codeOf(report(page(), fine)), 'NOT_IN_ROOM');
  const [one, other, stage] = [page('viewer'), page('viewer'), page('performer')];
  t.equal(await codeOf(report(one, sent)), 'FORBIDDEN', 'nobody is taken for the performer');
  const codes = await Promise.all([1, 2, 3].map(() => codeOf(report(one, fine))));
  t.same(codes.toSorted(), ['RATE_LIMITED', 'RATE_LIMITED', 'no refusal'], 'of three at once one counts');
  t.equal(await codeOf(report(other, bad)), 'no refusal', 'nobody else is kept from it');
  t.equal(await codeOf(report(stage, sent)), 'no refusal');
  const seen = await demo();
  t.match(seen?.quality.viewers, { reporting: 2, good: 1, poor: 1, firstFrameP50Ms: 800, firstFrameP95Ms: 2_400 });
  t.match(seen?.quality.performer, { state: 'poor', report: { bitrateBps: 200_000 } });
  t.same(seen?.troubles, ['viewers_poor', 'performer_poor']);
  t.match((await overview()).totals, { reporting: 2, good: 1, poor: 1 });
});

t.test('Prometheus hears of it, and of no room and nobody', async (t) => {
  const text = await metrics.registry.metrics();
  const lines = text.split('\n').filter((line) => line.startsWith('busker_quality_'));
  for (const expected of [
    'busker_quality_reports_total{role="viewer",state="good",process="test"} 1',
    'busker_quality_reports_total{role="performer",state="poor",process="test"} 1',
    'busker_quality_first_frame_seconds_count{process="test",role="viewer"} 2',
    'busker_quality_layers_total{role="viewer",layer="2",process="test"} 1',
    'busker_quality_freezes_total{role="viewer",process="test"} 4',
  ]) {
    t.ok(lines.includes(expected), expected);
  }
  t.notMatch(lines.join('\n'), new RegExp(`${room}|${performerId}`));
});

t.test('Samples are bounded, of everything and of each room, and what one has is not sent again', async (t) => {
  t.same((await history()).samples, []);
  await sampleMedia(looking);
  const [first] = (await history()).samples;
  t.match(first, { rooms: 1, good: 1, poor: 1, workers: [{ node }, { node }] });
  clock.advance(5_000);
  await sampleMedia(looking);
  t.equal((await history(first?.at)).samples.length, 1);
  t.match((await detailOf(room)).samples, [{ score: Number }, { score: Number }]);
  await Promise.all(Array.from({ length: 200 }, () => sampleMedia(looking)));
  t.equal((await history()).samples.length, 180);
  t.equal(await redis.commands.llen('media:samples'), 180);
  t.ok((await redis.commands.pttl('media:samples')) > 0, 'and they end by themselves');
  clock.advance(16 * 60_000);
  t.same((await history()).samples, [], 'what is older than a quarter of an hour is not shown');
});

t.test('After a minute what pages said is forgotten', async (t) => {
  const seen = await demo();
  t.equal(seen?.quality.viewers.reporting, 0);
  t.same(seen?.troubles, []);
});

t.test('A node that does not answer is shown as such, and fails nothing', async (t) => {
  const gone: NodeRegistration = {
    ...{
      node: 'gone',
      controlUrl: 'ws://127.0.0.1:9',
      workers: 4,
      rooms: 3,
      consumers: 70,
      consumersPerWorker: 500,
      cpu: 1,
      draining: true,
    },
    at: Date.now(),
  };
  await redis.commands.multi().set(nodeKeys.one('gone'), JSON.stringify(gone)).sadd(nodeKeys.all, 'gone').exec();
  await until('the other node', () => nodes.known().find((one) => one.node === 'gone'));
  await postgres.query('UPDATE room SET origin_node = $2, origin_epoch = 2 WHERE stream_id = $1', [room, 'gone']);
  await nodes.request(node, 'room.close', { room, mediaEpoch: 1 });
  const { nodes: seen, rooms } = await overview();
  t.match(
    seen.find((one) => one.node === 'gone'),
    { state: 'silent', draining: true, rooms: 3, workers: [] },
  );
  t.match(
    seen.find((one) => one.node === node),
    { state: 'up' },
  );
  t.match(rooms[0], { id: room, node: 'gone', troubles: ['node_silent'] });
  t.equal((await detailOf(room)).arriving, null);
});

t.test(
  'While Redis is away the view stands, without what Redis knows, and reports are counted all the same',
  async (t) => {
    await redis.close();
    const { nodes: seen, rooms, totals } = await overview();
    t.equal(seen.length, 2);
    t.equal(rooms.length, 1);
    t.equal(totals.reporting, 0);
    t.same((await history()).samples, []);
    t.equal(await codeOf(report(page('viewer'), fine)), 'no refusal');
  },
);
