/** Following: counted once, told once, whatever happens at the same moment; whom one follows, and a person's page. */
import t from 'tap';
import { demoStreamId } from '../../prisma/demo.ts';
import { followersOf, follows } from '../../server/domains/profiles/index.ts';
import { defaultPreferences } from '../../server/protocol/http/profiles.ts';
import { addCrowd, call, castMember, codeOf, crowdMember, openPeopleStage } from './people-stage.ts';

const stage = await openPeopleStage(t);
const { profiles, streams, database, postgres, heard, settled } = stage;
const [mara, nova, vic, fern] = [castMember('performer'), castMember('nova'), castMember('viewer'), castMember('fan')];
const unknown = '01900000-0000-7000-8000-00000000dead';

const follow = (by = vic, id = mara.userId, body: { notify?: boolean } = {}) =>
  profiles.follow(call({ params: { id }, body, caller: by }));
const unfollow = (by = vic, id = mara.userId) => profiles.unfollow(call({ params: { id }, caller: by }));
const page = (handle: string, caller = vic) => profiles.getProfile(call({ params: { handle }, caller }));
const counted = async () => {
  const [row] = await postgres.query<{ kept: number; rows: number }>(
    `SELECT coalesce((SELECT followers FROM profile WHERE user_id = $1), 0) AS kept,
       (SELECT count(*)::int FROM follow WHERE followed_id = $1) AS rows`,
    [mara.userId],
  );
  return row;
};

t.test('Somebody without a row is as the defaults say', async (t) => {
  const { profile, live, upcoming, past, following } = await page('vic', mara);
  t.match(profile, { handle: 'vic', displayName: 'Vic', bio: '', avatarUrl: null, performs: false, followers: 0 });
  t.same({ live, upcoming, past, following }, { live: null, upcoming: [], past: [], following: false });
  const { preferences } = await profiles.getPreferences(call({ caller: vic }));
  t.same(preferences, defaultPreferences);
  t.same(await postgres.query('SELECT * FROM profile'), [], 'and nobody got a row by being looked at');
});

t.test('Following is counted once and told once; repeating it only chooses whether to hear of them', async (t) => {
  t.same(await follow(), { followers: 1 });
  t.same(await follow(vic, mara.userId, { notify: false }), { followers: 1 });
  t.same(await followersOf(database.read, mara.userId, null, 10), [], 'who does not want to hear is not read');
  t.same(await follow(), { followers: 1 }, 'without a word it stays as it was');
  t.same(await followersOf(database.read, mara.userId, null, 10), []);
  await follow(vic, mara.userId, { notify: true });
  t.same(await followersOf(database.read, mara.userId, null, 10), [vic.userId]);
  await settled();
  t.same(
    heard.filter(({ name }) => name === 'person.followed'),
    [{ name: 'person.followed', body: { userId: mara.userId, by: vic.userId } }],
  );
  t.equal(await follows(database.read, vic.userId, mara.userId), true);
  t.equal(await follows(database.read, mara.userId, vic.userId), false, 'and not the other way');
  t.equal((await page('mara')).following, true);
  t.equal((await profiles.getProfile(call({ params: { handle: 'mara' } }))).following, false, 'nobody follows nobody');
  t.same(await unfollow(), { followers: 0 });
  t.same(await unfollow(), { followers: 0 });
});

t.test('Whom nobody can follow', async (t) => {
  t.equal(await codeOf(follow(mara)), 'CONFLICT', 'oneself');
  t.equal(await codeOf(follow(vic, unknown)), 'NOT_FOUND', 'nobody');
  t.equal(await codeOf(unfollow(vic, unknown)), 'NOT_FOUND', 'nobody, no longer');
  await follow(fern, nova.userId);
  await postgres.query(`UPDATE account SET disabled_at = now(), disabled_reason = 'test' WHERE id = $1`, [nova.userId]);
  t.equal(await codeOf(follow(vic, nova.userId)), 'NOT_FOUND', 'somebody who is suspended');
  t.equal(await codeOf(page('nova')), 'NOT_FOUND', 'whose page is gone');
  t.same((await profiles.listFollows(call({ caller: fern }))).follows, [], 'and who is on nobody’s list');
  t.same(await unfollow(fern, nova.userId), { followers: 0 }, 'but can be let go');
  await postgres.query('UPDATE account SET disabled_at = NULL, disabled_reason = NULL WHERE id = $1', [nova.userId]);
  t.equal(await codeOf(follow(vic, nova.userId)), 'no refusal', 'until they are back');
  await unfollow(vic, nova.userId);
});

t.test('A crowd that follows and unfollows at once is counted right', async (t) => {
  const crowd = await addCrowd(stage, 40);
  const people = crowd.map(crowdMember);
  await Promise.all(people.flatMap((one) => [follow(one), follow(one), follow(one)]));
  t.same(await counted(), { kept: 40, rows: 40 }, 'forty, thrice each');
  await Promise.all(people.flatMap((one) => [follow(one), unfollow(one), follow(one), unfollow(one)]));
  const after = await counted();
  t.equal(after?.kept, after?.rows, 'whoever was last, the number is that of the rows');
  await Promise.all(people.map((one) => unfollow(one)));
  t.same(await counted(), { kept: 0, rows: 0 });
  await Promise.all([follow(mara, nova.userId), follow(nova, mara.userId)]);
  t.same(await counted(), { kept: 1, rows: 1 }, 'two who follow each other do not wait for each other for ever');
  await Promise.all([unfollow(mara, nova.userId), unfollow(nova, mara.userId)]);
});

t.test('Followers are read in pages, each once', async (t) => {
  const people = (await postgres.query<{ id: string }>(`SELECT id FROM account WHERE handle LIKE 'crowd%'`)).map(
    ({ id }) => id,
  );
  await Promise.all(people.map((id) => follow(crowdMember(id))));
  const read: string[] = [];
  for (let after: string | null = null; ; after = read.at(-1) ?? null) {
    const some: string[] = await followersOf(database.read, mara.userId, after, 7);
    read.push(...some);
    if (some.length < 7) break;
  }
  t.same(read, [...people].sort(), 'in the order of their ids');
});

t.test('A list of follows has an end', async (t) => {
  const [greedy = ''] = await addGreedy();
  t.match(await follow(crowdMember(greedy), mara.userId).catch((error: unknown) => error), { code: 'CONFLICT' });
  t.equal(await follows(database.read, greedy, mara.userId), false);

  async function addGreedy(): Promise<string[]> {
    const add = `INSERT INTO account (id, email, display_name, handle, password_hash, roles, created_at, adult_method, adult_at)
      SELECT gen_random_uuid(), 'g' || n || '@g.example', 'G', 'greed_' || n, '$argon2id$none', '{viewer}', now(),
        'operator', now() FROM generate_series(0, 1000) AS n RETURNING id`;
    const ids = (await postgres.query<{ id: string }>(add)).map(({ id }) => id);
    await postgres.query('INSERT INTO follow SELECT $1, id, true, now() FROM unnest($2::uuid[]) AS id', [
      ids[0],
      ids.slice(1),
    ]);
    return ids;
  }
});

t.test('Whom one follows: who is live comes first', async (t) => {
  await follow(vic, mara.userId);
  stage.clock.advance(1_000);
  await follow(vic, nova.userId, { notify: false });
  const before = (await profiles.listFollows(call({ caller: vic }))).follows;
  t.same(
    before.map(({ profile, notify, live }) => [profile.handle, notify, live]),
    [
      ['nova', false, null],
      ['mara', true, null],
    ],
    'otherwise the latest',
  );
  await streams.startStream(call({ params: { id: demoStreamId }, body: {}, caller: mara }));
  const { follows: now } = await profiles.listFollows(call({ caller: vic }));
  t.same(
    now.map(({ profile, live }) => [profile.handle, live?.id]),
    [
      ['mara', demoStreamId],
      ['nova', undefined],
    ],
  );
  t.equal((await page('mara')).live?.id, demoStreamId, 'her page shows it');
  await streams.endStream(call({ params: { id: demoStreamId }, body: {}, caller: mara }));
  const ended = await page('mara');
  t.equal(ended.live, null);
  t.match(ended.past, [{ id: demoStreamId, state: 'OFFLINE' }], 'and that it was');
});
