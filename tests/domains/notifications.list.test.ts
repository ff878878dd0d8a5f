/** The list of what one was told: its pages, what is read, new followers in one line a day, what is forgotten. */
import t from 'tap';
import {
  forgetNotifications,
  notificationsPersonalData,
  notifyAdmins,
  notifyFollowed,
  notifyPerson,
} from '../../server/domains/notifications/index.ts';
import { until } from '../world/until.ts';
import { addCrowd, call, castMember, crowdMember, openPeopleStage } from './people-stage.ts';
import { copyOf, eraseAll } from './personal-data.ts';

const stage = await openPeopleStage(t);
const { profiles, notifications, live, notes, postgres, clock, database, deps, settled } = stage;
const [mara, vic, fern, nova] = [castMember('performer'), castMember('viewer'), castMember('fan'), castMember('nova')];
const unknown = '01900000-0000-7000-8000-00000000dead';

const list = (caller = mara, before?: string) =>
  notifications.listNotifications(call({ caller, query: before === undefined ? {} : { before } }));
const read = (caller = mara, id?: string) =>
  notifications.readNotifications(call({ caller, body: id === undefined ? {} : { id } }));
const follow = async (by: typeof vic, whom = mara) => {
  await profiles.follow(call({ params: { id: whom.userId }, body: {}, caller: by }));
  await settled();
};
const unfollow = (by: typeof vic) => profiles.unfollow(call({ params: { id: mara.userId }, caller: by }));
const tell = (about: string, userId = vic.userId) =>
  notifyPerson(deps, { userId, about, title: `About ${about}`, text: 'Something happened.', link: '/settings' });
const titles = async (caller = mara) => (await list(caller)).notifications.map(({ title }) => title);

t.test('New followers are one line a day while it is unread, and the page hears of the first', async (t) => {
  await live.follow({ person: mara.userId });
  await follow(vic);
  t.same(await titles(), ['Vic follows you']);
  await until('note', () => notes.length === 1);
  await follow(fern);
  t.same(await titles(), ['Fern and 1 other follow you']);
  await follow(nova);
  t.same(await titles(), ['Nova and 2 others follow you']);
  t.match((await list()).notifications, [{ kind: 'new_follower', link: '/u/nova', text: '' }]);
  t.equal((await list()).unread, 1);
  t.equal(notes.length, 1, 'a crowd is no stream of bells');
  t.same(await read(), { unread: 0 });
  await unfollow(vic);
  await follow(vic);
  t.same(await titles(), ['Vic follows you'], 'what was read makes place for a new line');
  t.equal((await list()).unread, 1);
  clock.advance(24 * 3_600_000);
  await unfollow(fern);
  await follow(fern);
  t.same(await titles(), ['Fern follows you', 'Vic follows you'], 'the next day has its own');
});

t.test('An event that is delivered again counts nobody again; nor does one person who comes and goes', async (t) => {
  const occasion = { eventId: 1_000_000n, happenedAt: new Date(clock.now()) };
  const followed = { userId: mara.userId, by: nova.userId };
  await notifyFollowed(deps, followed, occasion);
  t.equal((await titles())[0], 'Nova and 1 other follow you');
  await Promise.all([notifyFollowed(deps, followed, occasion), notifyFollowed(deps, followed, occasion)]);
  await notifyFollowed(deps, followed, { ...occasion, eventId: 1_000_001n });
  t.equal((await titles())[0], 'Nova and 1 other follow you');
});

t.test('A name is told as it is, whatever is in it', async (t) => {
  const [odd = '', even = ''] = await addCrowd(stage, 2);
  await postgres.query(`UPDATE account SET display_name = '100% others $1 \\ %' WHERE id = $1`, [odd]);
  clock.advance(24 * 3_600_000);
  await postgres.query('DELETE FROM notification');
  await follow(crowdMember(even), nova);
  await follow(crowdMember(odd), nova);
  t.same(await titles(nova), ['100% others $1 \\ % and 1 other follow you']);
});

t.test('Who does not want to hear of followers does not; who follows no longer is not told of', async (t) => {
  await postgres.query('DELETE FROM notification');
  t.match(await notifications.getNotificationSettings(call({ caller: fern })), {
    settings: { followedLive: true, newFollower: true },
  });
  const body = { newFollower: false };
  t.match(await notifications.setNotificationSettings(call({ body, caller: fern })), {
    settings: { followedLive: true, newFollower: false },
  });
  await follow(vic, fern);
  t.same(await titles(fern), []);
  const occasion = { eventId: 2_000_000n, happenedAt: new Date(clock.now()) };
  await notifyFollowed(deps, { userId: nova.userId, by: fern.userId }, occasion);
  await notifyFollowed(deps, { userId: nova.userId, by: unknown }, occasion);
  t.same(await titles(nova), []);
});

t.test('News of an account is told once for what it is about', async (t) => {
  await Promise.all([tell('account:1'), tell('account:1'), tell('account:1')]);
  t.same(await titles(vic), ['About account:1']);
  await t.rejects(
    notifyPerson(deps, { userId: vic.userId, about: 'x', title: 'x', text: '', link: '//evil.example' }),
    /notification/,
    'a link leads nowhere else',
  );
  t.equal((await list(vic)).unread, 1);
});

t.test('Every admin is told that the books do not agree: once for a comparison, with the way there', async (t) => {
  const [admin, second] = [castMember('admin'), castMember('supporter')];
  await postgres.query(`UPDATE account SET roles = roles || '{admin}' WHERE id = $1`, [second.userId]);
  await live.follow({ person: second.userId });
  const before = notes.length;
  const found = { reconciliationId: '41', checks: ['issued', 'balances'] };
  await Promise.all([notifyAdmins(deps, found), notifyAdmins(deps, found)]);
  await notifyAdmins(deps, found);
  for (const one of [admin, second]) {
    const { notifications: told, unread } = await list(one);
    t.match(told, [
      {
        ...{ kind: 'account', title: 'The books do not agree', link: '/admin/money?reconciliation=41' },
        text: 'Comparison 41 found a difference: issued, balances. Nothing was corrected.',
      },
    ]);
    t.equal(unread, 1);
  }
  await until('each note to who is on the site', () => notes.length === before + 3);
  const [first] = (await list(second)).notifications;
  t.same(
    [...new Set(notes.slice(before).map(({ body }) => (body as { notification: { id: string } }).notification.id))],
    [first?.id],
    'however often it is told, it is the same line, which pages know',
  );
  await read(second);
  const told = notes.length;
  await notifyAdmins(deps, found);
  // What comes after it is there: then it would be, too.
  const { userId } = second;
  await notifyPerson(deps, { userId, about: 'later', title: 'Later', text: 'Something else.', link: '/settings' });
  await until('the note after it', () => notes.length > told);
  t.equal(notes.length, told + 1, 'who has read it hears of it no more');
  t.same(await titles(fern), [], 'nobody else');
  await postgres.query(`UPDATE account SET disabled_at = now(), disabled_reason = 'A test' WHERE id = $1`, [
    second.userId,
  ]);
  const many = {
    reconciliationId: '42',
    checks: Array.from({ length: 30 }, (_, n) => `a-check-with-a-long-name-${n}`),
  };
  await notifyAdmins(deps, many);
  t.equal((await list(admin)).notifications.length, 2, 'another comparison is other news');
  t.equal((await list(second)).notifications.length, 2, 'who is suspended is told nothing more');
  await postgres.query('UPDATE account SET disabled_at = NULL, disabled_reason = NULL WHERE id = $1', [second.userId]);
});

t.test('The list comes in pages of fifty, newest first, each line once', async (t) => {
  for (let n = 2; n <= 120; n += 1) {
    clock.advance(1);
    await tell(`account:${n}`);
  }
  const seen: string[] = [];
  for (let before: string | undefined; ; before = seen.at(-1)) {
    const page = await list(vic, before);
    t.equal(page.unread, 120);
    seen.push(...page.notifications.map(({ id }) => id));
    if (!page.more) break;
    t.equal(page.notifications.length, 50);
  }
  t.equal(seen.length, 120);
  t.same(seen, [...new Set(seen)].sort().reverse());
  t.same((await list(vic, unknown)).notifications, [], 'before what nobody was told there is nothing');
});

t.test('One is read, then all; nobody reads another’s', async (t) => {
  const [newest] = (await list(vic)).notifications;
  t.same(await read(fern, newest?.id), { unread: 0 });
  t.equal((await list(vic)).unread, 120, 'another’s id changes nothing');
  t.same(await read(vic, newest?.id), { unread: 119 });
  const [{ readAt = null } = {}] = (await list(vic)).notifications;
  t.equal(readAt, new Date(clock.now()).toISOString());
  clock.advance(5_000);
  t.same(await read(vic, newest?.id), { unread: 119 });
  t.equal((await list(vic)).notifications[0]?.readAt, readAt, 'it stays read since then');
  t.same(await read(vic), { unread: 0 });
});

t.test('After ninety days it is forgotten', async (t) => {
  const total = (await postgres.query('SELECT 1 FROM notification WHERE user_id = $1', [vic.userId])).length;
  clock.advance(90 * 24 * 3_600_000 - 6_000);
  const early = await forgetNotifications(deps);
  t.ok(early < total, `${early} of ${total} are that old`);
  await tell('account:new');
  clock.advance(7_000);
  await forgetNotifications(deps);
  t.same(await titles(vic), ['About account:new']);
});

t.test('Whoever is erased leaves nothing here: not their list, and not their name in others’', async (t) => {
  await follow(mara, nova);
  t.match(await titles(nova), [/Mara Quinn/]);
  await tell('account:2', mara.userId);
  const given = await copyOf(notificationsPersonalData, database.read, mara.userId);
  t.match(given, { notifications: [{ title: 'About account:2' }] });
  const person = { userId: mara.userId, pseudonym: 'p', at: new Date(clock.now()) };
  await eraseAll(database, notificationsPersonalData, person);
  for (const [table, columns] of Object.entries(notificationsPersonalData.columns)) {
    for (const column of columns) {
      const rows = await postgres.query(`SELECT 1 FROM ${table} WHERE ${column} = $1`, [mara.userId]);
      t.same(rows, [], `${table}.${column}`);
    }
  }
});

t.test('A silent channel that is followed stays; what nobody follows goes', async (t) => {
  const { commands } = stage.redis;
  await live.follow({ person: vic.userId });
  t.same(await live.listening([fern.userId, vic.userId]), [vic.userId]);
  t.same(await live.listening([]), []);
  const { keepChannels } = await import('../../server/platform/live-events/keep-channels.ts');
  const key = `live:{person:${vic.userId}}`;
  await Promise.all([commands.expire(key, 60), commands.expire(`${key}:epoch`, 60)]);
  await keepChannels(commands, [{ person: vic.userId }, { person: fern.userId }]);
  t.ok((await commands.ttl(key)) > 3_000 && (await commands.ttl(`${key}:epoch`)) > 3_000);
  t.equal(await commands.exists(`live:{person:${fern.userId}}`), 0, 'keeping makes none');
});
