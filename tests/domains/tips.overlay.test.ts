/** The page for OBS: it sees what everybody sees, goes on where it was, and its address can be taken back. */
import pg from 'pg';
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import type { ShownTip } from '#protocol/http/tips.ts';
import { demoPerformerId } from '../../prisma/demo.ts';
import { until } from '../world/until.ts';
import { call, castMember, codeOf } from './people-stage.ts';
import { openTipsStage, storeTip } from './tips-board-stage.ts';

const { http, mara, give, postgres } = await openTipsStage(t);
const { url } = await http.makeOverlaySecret(call({ caller: mara, body: {} }));
const token = url.slice(url.lastIndexOf('/') + 1);
const ask = (after?: string, secret = token) =>
  http.readOverlay({
    ...call({ caller: null, params: { token: secret }, query: after === undefined ? {} : { after } }),
  });
const idsOf = (tips: readonly ShownTip[]) => tips.map(({ id }) => id);
const viewer = castMember('viewer').userId;
const store = (on: Parameters<typeof storeTip>[0]) => storeTip(on, { viewer, performer: demoPerformerId, amount: 3 });

t.test('The address', async (t) => {
  t.match(url, /^https:\/\/busker\.example\/overlay\/[\w-]{43}$/, 'holds 256 bits');
  const kept = await postgres.query('SELECT * FROM tip_overlay');
  t.equal(JSON.stringify(kept).includes(token), false, 'and is kept nowhere');
  t.match(await http.getOverlay(call({ caller: mara })), { overlay: { leastTokens: '1', volume: 70, madeAt: String } });
  await http.setOverlay(call({ caller: mara, body: { volume: 20 } }));
  await http.setOverlay(call({ caller: mara, body: { leastTokens: 5 } }));
  const shown = await ask();
  t.match(shown, { performer: { handle: 'mara' }, live: true, settings: { leastTokens: '5', volume: 20 }, tips: [] });
  t.notOk('madeAt' in shown.settings);
});

t.test('It shows what everybody sees, from now on', async (t) => {
  await give('viewer', { amount: 5, message: 'before anybody looked' });
  const { cursor, tips } = await ask();
  t.same(tips, [], 'nothing is replayed');
  const id = await give('viewer', { amount: 30, message: 'a message' });
  await give('viewer', { amount: 31, message: 'for you alone', private: true });
  const unnamed = await give('fan', { amount: 32, anonymous: true });
  const held = await give('fan', { amount: 33, message: 'look at https://example.org/x' });
  const next = await ask(cursor);
  t.same(idsOf(next.tips), [id, unnamed, held]);
  t.match(next.tips, [
    { amount: '30', tier: 'medium', from: { handle: 'vic' }, message: 'a message' },
    { from: null },
    { from: { handle: 'fern' }, message: null },
  ]);
  t.same((await ask(next.cursor)).tips, [], 'once');
  t.same(idsOf((await ask(cursor)).tips), [id, unnamed, held], 'who did not hear the answer asks again');
});

t.test('A tip that is committed late comes late, and comes once', async (t) => {
  const early = new pg.Client({ connectionString: postgres.adminUrl });
  await early.connect();
  t.teardown(() => early.end());
  let { cursor } = await ask();
  await early.query('BEGIN');
  const late = await store(early);
  const quick = await store(postgres);
  const before = await ask(cursor);
  t.same(before.tips, [], 'what is younger waits for what is under way');
  cursor = before.cursor;
  await early.query('COMMIT');
  const after = await ask(cursor);
  t.same(idsOf(after.tips), [late, quick]);
  await early.query('BEGIN');
  await store(early);
  await early.query('ROLLBACK');
  const own = await store(postgres);
  t.same(idsOf((await ask(after.cursor)).tips), [own], 'what was rolled back is waited for no longer');
});

t.test('Nothing is lost or doubled while many give at once and the page comes and goes', async (t) => {
  const { cursor } = await ask();
  const given: string[] = [];
  const many = ['viewer', 'fan', 'viewer', 'fan'] as const;
  let isOver = false;
  const giving = Promise.all(
    many.map(async (who) => {
      for (let n = 0; n < 25; n += 1) given.push(await give(who, { amount: 1 }));
    }),
  ).finally(() => {
    isOver = true;
  });
  const seen: string[] = [];
  let place = cursor;
  const readOn = async (): Promise<boolean> => {
    const done = isOver;
    const { tips, cursor: next } = await ask(place);
    seen.push(...idsOf(tips));
    place = next;
    return done && tips.length === 0;
  };
  await until('all of them', readOn, { withinMs: 60_000 });
  await giving;
  t.same(seen.toSorted(), given.toSorted(), 'each of them once');
  t.equal(given.length, 100);
  const again: string[] = [];
  for (let after = cursor, more = true; more; ) {
    const { tips, cursor: next } = await ask(after);
    again.push(...idsOf(tips));
    t.ok(tips.length <= 50);
    after = next;
    more = tips.length > 0;
  }
  t.same(again, seen, 'who was away meanwhile reads the same, in the same order');
});

t.test('A cursor of a clock that was ahead skips nothing', async (t) => {
  const { cursor } = await ask();
  const [born, id, atMs, shown] = Buffer.from(cursor, 'base64url').toString('latin1').split('~');
  const ahead = Buffer.from(`${born}~${id}~${Number(atMs) + 30 * 60_000}~${shown}`).toString('base64url');
  const given = await give('viewer', { amount: 1 });
  t.same(idsOf((await ask(ahead)).tips), [given]);
});

t.test('Cursors that are none of ours', async (t) => {
  const made = (text: string) => Buffer.from(text).toString('base64url');
  const id = newId();
  for (const bad of ['x', made('1'), made(`-1~${id}~5`), made(`99999999999999999999~${id}~5`), made(`1~${id}'~5`)]) {
    t.equal(await codeOf(ask(bad)), 'VALIDATION_FAILED', bad);
  }
  await give('viewer', { amount: 1 });
  const restored = await ask(made(`9223372036854775807~${id}~${Date.now()}`));
  t.same(restored.tips, [], 'a number that is not there yet begins anew');
  const next = await give('viewer', { amount: 1 });
  t.same(idsOf((await ask(restored.cursor)).tips), [next]);
  t.same((await ask(made(`1~${id}~5`))).tips, [], 'what was given long ago is not replayed');
});

t.test('An address that was taken back is worth nothing at once', async (t) => {
  t.equal(await codeOf(ask(undefined, 'a-secret-that-was-never-given-out')), 'NOT_FOUND');
  const { url: newer } = await http.makeOverlaySecret(call({ caller: mara, body: {} }));
  t.equal(await codeOf(ask()), 'NOT_FOUND', 'a new one ends the one before');
  const second = newer.slice(newer.lastIndexOf('/') + 1);
  t.match(await ask(undefined, second), { settings: { volume: 20 } }, 'how it behaves stays');
  await postgres.query("UPDATE account SET disabled_at = now(), disabled_reason = 'A test' WHERE id = $1", [
    demoPerformerId,
  ]);
  t.equal(await codeOf(ask(undefined, second)), 'NOT_FOUND', 'whoever is gone shows nothing');
  await postgres.query('UPDATE account SET disabled_at = NULL, disabled_reason = NULL WHERE id = $1', [
    demoPerformerId,
  ]);
  t.match(await http.revokeOverlaySecret(call({ caller: mara })), { overlay: { madeAt: null, volume: 20 } });
  t.equal(await codeOf(ask(undefined, second)), 'NOT_FOUND');
  await http.revokeOverlaySecret(call({ caller: mara }));
  t.equal(await codeOf(ask(undefined, second)), 'NOT_FOUND', 'and again');
});
