/** Who moderates a channel, whom they may silence, and that it is told, kept and written down. */
import pg from 'pg';
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { demoNovaId, demoPerformerId } from '../../prisma/demo.ts';
import {
  appointModerator,
  channelsPersonalData,
  dismissModerator,
  moderatesChannel,
  muteOf,
  pardonPerson,
  requireModerator,
  requireNotBanned,
  sanctionPerson,
} from '../../server/domains/channels/index.ts';
import type { Identity } from '../../server/platform/http/handler.ts';
import { codeOf } from './accounts-stage.ts';
import { member, type Name, openChatStage, untilTold } from './chat-stage.ts';
import { copyOf, eraseAll } from './personal-data.ts';

const { one, other, postgres, clock, channels } = await openChatStage(t);
const { read } = one.database;
const idOf = (name: Name): string => member(name).userId;
const moderates = (name: Name) => moderatesChannel(read, demoPerformerId, member(name));
const appoint = (handle: string) => appointModerator(one.channels, demoPerformerId, { handle });
const rights = () => one.heard.filter(({ name }) => name === 'channel.rights-changed').length;

/** As somebody who moderates would, with the right they have at this moment. */
async function sanction(by: Name, whom: string, kind: 'timeout' | 'ban' = 'timeout', where = one) {
  const acting = await requireModerator(read, demoPerformerId, member(by));
  const at = new Date(clock.now());
  const until = kind === 'ban' ? null : new Date(clock.now() + 60_000);
  const given = { by: acting, userId: whom, kind, until, reason: 'because', at } as const;
  return where.database.transact((tx) => sanctionPerson(tx, where.news, given));
}
async function pardon(by: Name, userId: string) {
  const acting = await requireModerator(read, demoPerformerId, member(by));
  const at = new Date(clock.now());
  await one.database.transact((tx) => pardonPerson(tx, one.news, { by: acting, userId, at }));
}
const mute = (name: Name) => muteOf(read, demoPerformerId, idOf(name), clock.now());

t.test('The performer and staff moderate; staff only with a second factor; nobody else', async (t) => {
  t.same(
    await Promise.all(['performer', 'moderator', 'admin', 'viewer', 'nova'].map((name) => moderates(name as Name))),
    [true, true, true, false, false],
  );
  const unproved: Identity = member('moderator', ['viewer']);
  t.equal(await moderatesChannel(read, demoPerformerId, unproved), false);
  t.equal(await moderatesChannel(read, demoPerformerId, null), false);
  t.equal(await codeOf(requireModerator(read, demoPerformerId, member('viewer'))), 'FORBIDDEN');
});

t.test('Whom the performer appoints moderates at once, until they are dismissed; repeating tells nobody', async (t) => {
  const { moderator } = await channels.appointModerator({
    caller: member('performer'),
    body: { handle: 'vic' },
  } as never);
  t.same(moderator, {
    person: { id: idOf('viewer'), handle: 'vic', displayName: 'Vic' },
    since: new Date(clock.now()).toISOString(),
  });
  t.equal(await moderates('viewer'), true);
  t.equal(await moderatesChannel(read, demoNovaId, member('viewer')), false, 'in no other channel');
  clock.advance(1_000);
  t.equal((await appoint('vic')).since.getTime(), clock.now() - 1_000);
  await Promise.all([appoint('vic'), appointModerator(other.channels, demoPerformerId, { id: idOf('viewer') })]);
  await untilTold(one);
  t.equal(rights() + other.heard.length, 1);
  await channels.dismissModerator({ caller: member('performer'), params: { id: idOf('viewer') } } as never);
  await dismissModerator(one.channels, demoPerformerId, idOf('viewer'));
  t.equal(await moderates('viewer'), false);
  await untilTold(one);
  t.equal(rights() + other.heard.length, 2);
  const written = await postgres.query('SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY at', [
    idOf('viewer'),
  ]);
  t.same(written, [{ action: 'channel.appointed' }, { action: 'channel.dismissed' }]);
});

t.test('Who cannot be appointed', async (t) => {
  t.equal(await codeOf(appoint('nobody_here')), 'NOT_FOUND');
  t.equal(await codeOf(appoint('mara')), 'OWN_ACCOUNT');
  t.equal(await codeOf(appointModerator(one.channels, demoPerformerId, { id: newId() })), 'NOT_FOUND');
  await postgres.query(`UPDATE account SET disabled_at = now(), disabled_reason = 'test' WHERE handle = 'sol'`);
  t.equal(await codeOf(appoint('sol')), 'NOT_FOUND', 'the suspended');
  await postgres.query(`UPDATE account SET disabled_at = NULL, disabled_reason = NULL WHERE handle = 'sol'`);
  await sanction('performer', idOf('fan'));
  t.equal(await codeOf(appoint('fern')), 'CONFLICT', 'the silenced');
  clock.advance(60_000);
  t.equal(await codeOf(appoint('fern')), 'no refusal', 'once they may speak again');
  await dismissModerator(one.channels, demoPerformerId, idOf('fan'));
  await crowd(50);
  t.equal(await codeOf(appoint('vic')), 'CONFLICT', 'one more than fifty');
  await postgres.query('DELETE FROM channel_moderator WHERE performer_id = $1', [demoPerformerId]);
});

t.test('Whom somebody may silence', async (t) => {
  await appoint('vic');
  await appoint('sol');
  const codes = async (by: Name) =>
    Promise.all(
      (['performer', 'moderator', 'admin', 'supporter', 'fan'] as const).map(async (whom) =>
        codeOf(sanction(by, idOf(whom))),
      ),
    );
  t.same(
    await codes('viewer'),
    ['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'no refusal'],
    'somebody appointed',
  );
  t.same(
    await codes('performer'),
    ['OWN_ACCOUNT', 'FORBIDDEN', 'FORBIDDEN', 'no refusal', 'no refusal'],
    'the performer',
  );
  t.equal(await moderates('supporter'), false, 'whoever is silenced moderates no more');
  await pardon('performer', idOf('supporter'));
  await appoint('sol');
  t.same(await codes('moderator'), ['FORBIDDEN', 'OWN_ACCOUNT', 'FORBIDDEN', 'no refusal', 'no refusal'], 'staff');
  t.equal(await codeOf(sanction('performer', newId())), 'NOT_FOUND');
  await pardon('performer', idOf('supporter'));
  await pardon('performer', idOf('fan'));
});

t.test('Whoever was dismissed a moment ago does nothing any more', async (t) => {
  const acting = await requireModerator(read, demoPerformerId, member('viewer'));
  await dismissModerator(one.channels, demoPerformerId, idOf('viewer'));
  const at = new Date(clock.now());
  const given = { by: acting, userId: idOf('fan'), kind: 'ban', until: null, reason: null, at } as const;
  t.equal(await codeOf(one.database.transact((tx) => sanctionPerson(tx, one.news, given))), 'FORBIDDEN');
  t.equal(
    await codeOf(one.database.transact((tx) => pardonPerson(tx, one.news, { by: acting, userId: idOf('fan'), at }))),
    'FORBIDDEN',
  );
  t.equal(await mute('fan'), null);
});

t.test('One sanction holds at a time, however many are given at once; the history holds them all', async (t) => {
  const before = await historyOf('fan');
  await Promise.all([
    sanction('performer', idOf('fan')),
    sanction('moderator', idOf('fan'), 'timeout', other),
    sanction('admin', idOf('fan')),
  ]);
  t.equal((await postgres.query('SELECT FROM channel_sanction WHERE user_id = $1', [idOf('fan')])).length, 1);
  t.equal((await historyOf('fan')) - before, 3);
  t.match(await mute('fan'), { kind: 'timeout' });
  await sanction('performer', idOf('fan'), 'ban');
  t.match(await mute('fan'), { kind: 'ban', until: null, reason: 'because' });
  t.equal(await codeOf(sanction('moderator', idOf('fan'))), 'CONFLICT', 'a timeout does not shorten a ban');
  t.match(await mute('fan'), { kind: 'ban' });
  clock.advance(10 * 365 * 24 * 3_600_000);
  t.match(await mute('fan'), { kind: 'ban' }, 'for good');
});

t.test('Whoever is shut out enters no room of this channel, until they are let in again', async (t) => {
  t.equal(await codeOf(requireNotBanned(read, demoPerformerId, member('fan'))), 'BANNED');
  t.equal(await codeOf(requireNotBanned(read, demoNovaId, member('fan'))), 'no refusal', 'another’s is open');
  t.equal(await codeOf(requireNotBanned(read, demoPerformerId, null)), 'no refusal');
  const before = await historyOf('fan');
  await channels.liftSanction({ caller: member('performer'), params: { id: idOf('fan') } } as never);
  await channels.liftSanction({ caller: member('performer'), params: { id: idOf('fan') } } as never);
  t.equal((await historyOf('fan')) - before, 1, 'a second time changes nothing');
  t.equal(await codeOf(requireNotBanned(read, demoPerformerId, member('fan'))), 'no refusal');
  await untilTold(one);
  const told = one.heard
    .filter(({ name }) => name === 'channel.sanctioned')
    .map(({ body }) => (body as { kind: string }).kind);
  t.same(told.slice(-2), ['ban', null]);
});

t.test('The performer sees their whole channel', async (t) => {
  await appoint('sol');
  await channels.setChannelSettings({ caller: member('performer'), body: { slowModeSeconds: 10 } } as never);
  const both = await channels.setChannelSettings({ caller: member('performer'), body: { links: 'block' } } as never);
  t.same(both, { settings: { slowModeSeconds: 10, followersOnly: false, links: 'block' } }, 'absent fields stay');
  const words = [
    { text: 'Kumquat', verdict: 'hold' },
    { text: 'durian', verdict: 'hold' },
    { text: 'kumquat', verdict: 'block' },
  ];
  const set = await channels.setChannelWords({ caller: member('performer'), body: { words } } as never);
  t.same(
    set.words,
    [
      { text: 'Kumquat', verdict: 'block' },
      { text: 'durian', verdict: 'hold' },
    ],
    'each once, with the harder verdict',
  );
  await sanction('performer', idOf('fan'));
  const page = await channels.getChannel({ caller: member('performer') } as never);
  t.match(page, {
    moderators: [{ person: { handle: 'sol' } }],
    sanctions: [{ person: { handle: 'fern' }, kind: 'timeout', by: { handle: 'mara' }, reason: 'because' }],
    ...both,
    words: set.words,
  });
  clock.advance(60_000);
  t.same(
    (await channels.getChannel({ caller: member('performer') } as never)).sanctions,
    [],
    'what is over is not listed',
  );
  t.same(await channels.getChannel({ caller: member('nova') } as never), {
    ...{ moderators: [], sanctions: [], words: [] },
    settings: { slowModeSeconds: 0, followersOnly: false, links: 'hold' },
  });
});

t.test('Not even a bug rewrites the history', async (t) => {
  const app = new pg.Client({ connectionString: postgres.url });
  await app.connect();
  for (const sql of [
    'DELETE FROM channel_sanction_act',
    `UPDATE channel_sanction_act SET kind = 'pardon'`,
    'UPDATE channel_sanction_act SET by_id = user_id',
    `UPDATE chat_line SET author_id = '${demoPerformerId}'`,
    'UPDATE chat_line SET created_at = now()',
    'UPDATE channel_sanction SET user_id = by_id',
    `UPDATE channel_word SET text = 'x'`,
  ]) {
    await t.rejects(app.query(sql), { code: '42501' }, sql);
  }
  await app.end();
  const impossible = {
    'a ban with an end': `INSERT INTO channel_sanction VALUES ('${demoPerformerId}', '${idOf('viewer')}', 'ban', now() + interval '1 day', NULL, '${demoPerformerId}', now())`,
    'a performer shut out of their own channel': `INSERT INTO channel_sanction VALUES ('${demoPerformerId}', '${demoPerformerId}', 'ban', NULL, NULL, '${demoPerformerId}', now())`,
    'a performer among their moderators': `INSERT INTO channel_moderator VALUES ('${demoPerformerId}', '${demoPerformerId}', now())`,
  };
  for (const [what, sql] of Object.entries(impossible)) await t.rejects(postgres.query(sql), { code: '23514' }, what);
});

t.test('What is kept about a person is handed out, and goes with them', async (t) => {
  await sanction('performer', idOf('fan'));
  const kept = await copyOf(channelsPersonalData, read, idOf('fan'));
  t.match(kept, { sanctions: [{ reason: 'because' }], history: [{ reason: 'because' }] });
  t.notOk('byId' in ((kept.history as object[])[0] ?? {}), 'not by whom');
  const erase = () =>
    eraseAll(one.database, channelsPersonalData, { userId: idOf('fan'), pseudonym: 'x', at: new Date() });
  await erase();
  await erase();
  t.equal(await mute('fan'), null);
  const reasons = await postgres.query(
    'SELECT reason FROM channel_sanction_act WHERE user_id = $1 AND reason IS NOT NULL',
    [idOf('fan')],
  );
  t.same(reasons, []);
  t.ok((await historyOf('fan')) > 0, 'that it was done stays');
});

async function historyOf(name: Name): Promise<number> {
  const rows = await postgres.query('SELECT FROM channel_sanction_act WHERE user_id = $1', [idOf(name)]);
  return rows.length;
}

/** So many moderators of whom nothing else is known. */
async function crowd(many: number): Promise<void> {
  await postgres.query(
    `WITH made AS (
       INSERT INTO account (id, email, display_name, handle, password_hash, roles, created_at, adult_method, adult_at)
       SELECT gen_random_uuid(), 'crowd' || n || '@busker.example', 'Crowd', 'crowd_' || n, '$argon2id$x', '{viewer}', now(), 'operator', now()
       FROM generate_series(1, ${many}) n RETURNING id)
     INSERT INTO channel_moderator SELECT $1, id, now() FROM made`,
    [demoPerformerId],
  );
}
