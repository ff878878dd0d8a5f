/** What people say about themselves, how they are called, how they like the site, and becoming a performer. */
import t from 'tap';
import { setAccountRoles } from '../../server/domains/accounts/index.ts';
import { profilesPersonalData, readPreferences } from '../../server/domains/profiles/index.ts';
import type { Identity } from '../../server/platform/http/handler.ts';
import { defaultPreferences, type Preferences } from '../../server/protocol/http/profiles.ts';
import type { Role } from '../../server/protocol/http/route.ts';
import { call, castMember, codeOf, openPeopleStage } from './people-stage.ts';
import { copyOf, eraseAll } from './personal-data.ts';

const stage = await openPeopleStage(t);
const { profiles, database, postgres, heard, settled } = stage;
const [mara, vic, fern, moss] = [
  castMember('performer'),
  castMember('viewer'),
  castMember('fan'),
  castMember('moderator'),
];

type Edit = { displayName?: string; handle?: string; bio?: string };
const edit = (body: Edit, caller = vic) => profiles.editProfile(call({ body, caller }));
const prefer = (body: Partial<Preferences>, caller = vic) => profiles.setPreferences(call({ body, caller }));
const perform = (caller: Identity) => profiles.becomePerformer(call({ body: {}, caller }));

t.test('What is changed reads back; what is absent stays', async (t) => {
  const { profile } = await edit({ bio: 'I watch\nfrom the back row.', displayName: 'Vic  Torrance', handle: 'vic_t' });
  t.match(profile, {
    bio: 'I watch\nfrom the back row.',
    displayName: 'Vic  Torrance',
    handle: 'vic_t',
    roles: ['viewer'],
  });
  t.match((await edit({ bio: '' })).profile, { bio: '', displayName: 'Vic  Torrance', handle: 'vic_t' });
  t.match((await edit({})).profile, { handle: 'vic_t' });
  t.equal((await profiles.getProfile(call({ params: { handle: 'vic_t' } }))).profile.id, vic.userId);
  t.equal(
    await codeOf(profiles.getProfile(call({ params: { handle: 'vic' } }))),
    'NOT_FOUND',
    'the old name is nobody’s',
  );
  t.equal(await codeOf(edit({ handle: 'vic' }, fern)), 'HANDLE_TAKEN', 'and is nobody else’s for a while');
  t.match((await edit({ handle: 'vic_t' })).profile, { handle: 'vic_t' }, 'one’s own handle is not taken');
});

t.test('Words that nobody should read are refused, and nothing of the request is done', async (t) => {
  const bad: Edit[] = [
    { bio: 'kill yourself', displayName: 'Fine' },
    { displayName: 'fuck you', bio: 'Fine' },
    { handle: 'fuck_you', bio: 'Fine' },
  ];
  for (const body of bad) t.equal(await codeOf(edit(body)), 'CONTENT_BLOCKED', JSON.stringify(body));
  t.match((await edit({})).profile, { bio: '', displayName: 'Vic  Torrance', handle: 'vic_t' });
});

t.test('A handle has one owner, also where many want it at once', async (t) => {
  t.equal(await codeOf(edit({ handle: 'mara', bio: 'new' })), 'HANDLE_TAKEN');
  t.equal((await edit({})).profile.bio, '', 'and the rest of the request is undone');
  t.equal(await codeOf(edit({ handle: 'admin' })), 'HANDLE_TAKEN', 'nobody is called like the house');
  const all = [vic, fern, moss, mara];
  const outcomes = await Promise.all(all.map((one) => codeOf(edit({ handle: 'everybodys_dream' }, one))));
  t.same(
    outcomes.filter((one) => one !== 'HANDLE_TAKEN'),
    ['no refusal'],
    'one gets it, three are told',
  );
  const [row] = await postgres.query(`SELECT count(*)::int AS n FROM account WHERE handle = 'everybodys_dream'`);
  t.same(row, { n: 1 });
});

t.test('Preferences change one by one, also at the same moment, and the others stay', async (t) => {
  t.same(await prefer({}), { preferences: defaultPreferences });
  await Promise.all([
    prefer({ theme: 'light' }, fern),
    prefer({ muteOnEnter: true }, fern),
    prefer({ showMeInRooms: false }, fern),
    prefer({ chatTextSize: 'large' }, fern),
  ]);
  t.same(await readPreferences(database.read, fern.userId), {
    ...defaultPreferences,
    ...{ theme: 'light', muteOnEnter: true, showMeInRooms: false, chatTextSize: 'large' },
  });
  t.same(await readPreferences(database.read, mara.userId), defaultPreferences, 'others have their own');
});

t.test('Who can be written to may become a performer, once, and it is written down', async (t) => {
  const audited = () =>
    postgres.query(`SELECT actor_id, subject_id FROM audit_entry WHERE action = 'person.performs' ORDER BY id`);
  await postgres.query('UPDATE account SET email_verified_at = NULL WHERE id = $1', [fern.userId]);
  t.equal(await codeOf(perform(fern)), 'EMAIL_UNVERIFIED');
  t.same(await audited(), [], 'a refusal is no act');
  await postgres.query('UPDATE account SET email_verified_at = now() WHERE id = $1', [fern.userId]);
  await Promise.all([perform(fern), perform(fern), perform(fern)]);
  const { profile } = await perform(fern);
  t.match(profile, { performs: true, roles: ['viewer', 'performer'] });
  t.same(await audited(), [{ actor_id: fern.userId, subject_id: fern.userId }], 'one act, however often it was asked');
  await settled();
  t.equal(
    heard.filter(({ name }) => name === 'account.rights-changed').length,
    1,
    'and the change of rights is told once',
  );
  await perform(mara);
  t.equal((await audited()).length, 1, 'who performs already changes nothing');
});

t.test('From whom staff took the role it stays taken, until staff give it again', async (t) => {
  const row = async () =>
    (
      await postgres.query<{ roles: string[]; performing_withdrawn_at: Date | null }>(
        'SELECT roles, performing_withdrawn_at FROM account WHERE id = $1',
        [fern.userId],
      )
    )[0];
  const staffSet = (roles: readonly Role[]) =>
    database.transact((tx) =>
      setAccountRoles(tx, stage.news, { userId: fern.userId, roles, now: new Date(stage.clock.now()) }),
    );
  await staffSet(['supporter']);
  t.match(await row(), { roles: ['viewer', 'supporter'], performing_withdrawn_at: new Date(stage.clock.now()) });
  const refusals = await Promise.all([1, 2, 3].map(() => perform(fern).catch((error: unknown) => error)));
  const withdrawnAt = new Date(stage.clock.now()).toISOString();
  for (const one of refusals) t.match(one, { code: 'FORBIDDEN', message: /staff/, facts: { withdrawnAt } });
  stage.clock.advance(400 * 24 * 3_600_000);
  await staffSet(['viewer']);
  t.equal(await codeOf(perform(fern)), 'FORBIDDEN', 'other roles and a year later too');
  await staffSet(['performer']);
  t.match(await row(), { roles: ['viewer', 'performer'], performing_withdrawn_at: null }, 'given, it is given');
  await t.rejects(
    postgres.query('UPDATE account SET performing_withdrawn_at = now() WHERE id = $1', [fern.userId]),
    /account_performing_check/,
    'one performs, or it was taken',
  );
  const [taken, given] = [staffSet(['viewer']), codeOf(perform(fern))];
  await Promise.all([taken, given]);
  t.same((await row())?.roles, ['viewer'], 'whoever asks in the moment it is taken does not keep it');
  await staffSet(['performer']);
});

t.test('A role that is given at the same moment is not lost', async (t) => {
  const giving = postgres.query(`UPDATE account SET roles = roles || '{supporter}' WHERE id = $1`, [vic.userId]);
  await Promise.all([giving, perform(vic)]);
  const [row] = await postgres.query<{ roles: string[] }>('SELECT roles FROM account WHERE id = $1', [vic.userId]);
  t.same([...(row?.roles ?? [])].sort(), ['performer', 'supporter', 'viewer']);
});

t.test('What privacy hands out is everything, and what it erases is gone', async (t) => {
  await profiles.follow(call({ params: { id: mara.userId }, body: {}, caller: fern }));
  await profiles.follow(call({ params: { id: fern.userId }, body: {}, caller: vic }));
  await edit({ bio: 'Front row.' }, fern);
  const given = await copyOf(profilesPersonalData, database.read, fern.userId);
  t.match(given, {
    profile: { bio: 'Front row.', followers: 1, preferences: { theme: 'light' } },
    follows: [{ personId: mara.userId, notify: true }],
    avatar: null,
  });
  const erase = () =>
    eraseAll(database, profilesPersonalData, {
      ...{ userId: fern.userId, pseudonym: 'p', at: new Date(stage.clock.now()) },
    });
  await erase();
  await erase();
  for (const [table, columns] of Object.entries(profilesPersonalData.columns)) {
    for (const column of columns) {
      const rows = await postgres.query(`SELECT 1 FROM ${table} WHERE ${column} = $1`, [fern.userId]);
      t.same(rows, [], `${table}.${column}`);
    }
  }
  const [row] = await postgres.query('SELECT followers FROM profile WHERE user_id = $1', [mara.userId]);
  t.same(row, { followers: 0 }, 'and whom they followed has one follower less');
});

t.test('Who changes everything all the time is asked to wait', async (t) => {
  const strict = await openPeopleStage(t, { limitsFactor: 1 });
  const again = () => codeOf(strict.profiles.editProfile(call({ body: { bio: 'again' }, caller: vic })));
  const outcomes = [];
  for (let n = 0; n < 21; n += 1) outcomes.push(await again());
  t.same(outcomes.slice(19), ['no refusal', 'RATE_LIMITED']);
  const following = [];
  for (let n = 0; n < 61; n += 1) {
    following.push(await codeOf(strict.profiles.unfollow(call({ params: { id: mara.userId }, caller: vic }))));
  }
  t.same(following.slice(59), ['no refusal', 'RATE_LIMITED']);
});
