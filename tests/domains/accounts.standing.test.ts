/** Who still stands: ended sign-ins and changed rights hold at once, are found again when a word was lost, and staff's acts. */
import t from 'tap';
import {
  accountsPersonalData,
  dropSecondFactors,
  eraseAccount,
  findAccounts,
  forgetOld,
  guardSessions,
  keepStanding,
  renameAccount,
  restoreAccount,
  setAccountRoles,
  suspendAccount,
  verifyAccessToken,
  viewAccount,
} from '../../server/domains/accounts/index.ts';
import type { Identity } from '../../server/platform/http/handler.ts';
import { until } from '../world/until.ts';
import { call, codeOf, openStage } from './accounts-stage.ts';
import { eraseAll } from './personal-data.ts';

const stage = await openStage(t);
const { accounts, clock, database, deps, heard, news, postgres } = stage;
const dayMs = 86_400_000;
const now = () => new Date(clock.now());

async function signIn(name: string, userAgent = 'Mozilla/5.0 (X11; Linux x86_64) Chromium/143.0') {
  const made = call({ body: { email: `${name}@busker.example`, password: 'busker-demo' }, userAgent });
  const { accessToken } = await accounts.login(made);
  return { identity: verifyAccessToken(deps, accessToken), cookie: String(made.written.get('busker_refresh')) };
}

/** What a process holds: standing, and sessions of these people. */
function openProcess(people: Identity[] = []) {
  const standing = keepStanding({ read: database.read, clock });
  const closed: [string, string][] = [];
  const sessions = {
    people: () => people,
    closeWhere: (holds: (identity: Identity) => boolean, why: { code: string }) => {
      for (const identity of people.filter(holds)) {
        people.splice(people.indexOf(identity), 1);
        closed.push([identity.displayName, why.code]);
      }
    },
  };
  return {
    standing,
    closed,
    guard: guardSessions({ read: database.read, clock, sessions, standing, standsOtherwise: async () => [] }),
  };
}

const verdict = (process: ReturnType<typeof openProcess>, identity: Identity) =>
  codeOf(process.standing.require(identity));

t.test('A token is refused once its sign-in ended: where it was told, and where a process just started', async (t) => {
  const { identity } = await signIn('viewer');
  const told = openProcess([identity]);
  t.equal(await verdict(told, identity), 'no refusal');
  await accounts.logout(call({ caller: identity }));
  t.equal(await verdict(told, identity), 'no refusal', 'not yet told');
  told.guard.signInEnded(identity.signInId);
  t.equal(await verdict(told, identity), 'UNAUTHENTICATED');
  t.same(told.closed, [['Vic', 'FORBIDDEN']]);
  t.equal(await verdict(openProcess(), identity), 'UNAUTHENTICATED', 'from the database');
});

t.test('A word that was lost is found again, for tokens and for sessions', async (t) => {
  const viewer = await signIn('viewer');
  const fan = await signIn('fan');
  const stays = await signIn('nova');
  const deaf = openProcess([viewer.identity, fan.identity, stays.identity]);
  await deaf.standing.reload();
  await accounts.logout(call({ caller: viewer.identity }));
  await database.transact((tx) =>
    setAccountRoles(tx, news, { userId: fan.identity.userId, roles: ['performer'], now: now() }),
  );
  await deaf.guard.lookAgain();
  t.same(deaf.closed, [
    ['Vic', 'FORBIDDEN'],
    ['Fern', 'UNAUTHENTICATED'],
  ]);
  t.equal(await verdict(deaf, viewer.identity), 'UNAUTHENTICATED');
  t.equal(await verdict(deaf, fan.identity), 'UNAUTHENTICATED');
  t.equal(await verdict(deaf, stays.identity), 'no refusal');
  const again = await accounts.refresh(call({ cookies: { busker_refresh: fan.cookie } }));
  const fresh = verifyAccessToken(deps, again.accessToken);
  t.match(fresh, { roles: ['viewer', 'performer'], rightsVersion: 2 });
  t.equal(await verdict(deaf, fresh), 'no refusal', 'with a new token one goes on');
});

t.test('Whose sign-in ends between their ticket and their session is closed as they come', async (t) => {
  const ended = await signIn('viewer');
  const changed = await signIn('fan');
  const stays = await signIn('nova');
  const people: Identity[] = [];
  const process = openProcess(people);
  await process.standing.reload();
  process.guard.signInEnded(ended.identity.signInId);
  process.guard.rightsChanged(changed.identity.userId, changed.identity.rightsVersion + 1);
  t.same(process.closed, [], 'the words find nobody');
  for (const { identity } of [ended, changed, stays]) {
    people.push(identity);
    await process.guard.came(identity);
  }
  t.same(process.closed, [
    ['Vic', 'UNAUTHENTICATED'],
    ['Fern', 'UNAUTHENTICATED'],
  ]);
  t.same(people, [stays.identity], 'who stands stays');
  const renewed = { ...changed.identity, rightsVersion: changed.identity.rightsVersion + 1 };
  people.push(renewed);
  await process.guard.came(renewed);
  t.same(people, [stays.identity, renewed], 'and so does who comes back with their new rights');
});

t.test('What ended long ago is forgotten, and tokens of then are too old anyway', async (t) => {
  const { identity } = await signIn('viewer');
  const process = openProcess();
  process.guard.signInEnded(identity.signInId);
  clock.advance(16 * 60_000);
  await process.standing.reload();
  t.equal(await verdict(process, identity), 'no refusal');
});

t.test('Giving the roles somebody has tells nobody; everybody stays a viewer', async (t) => {
  const { identity } = await signIn('supporter');
  await news.sweep();
  heard.length = 0;
  const give = (roles: readonly ('supporter' | 'admin' | 'viewer')[]) =>
    database.transact((tx) => setAccountRoles(tx, news, { userId: identity.userId, roles, now: now() }));
  t.same(await give(['supporter', 'viewer']), []);
  t.same(await give(['admin']), [identity.userId]);
  await news.sweep();
  t.same(heard, [{ name: 'account.rights-changed', body: { userId: identity.userId, rightsVersion: 2 } }]);
  t.match(await viewAccount(database.read, identity.userId), { user: { roles: ['viewer', 'admin'] } });
  await postgres.query(`UPDATE account SET roles = '{viewer,supporter}' WHERE id = $1`, [identity.userId]);
  const [row] = await postgres.query('SELECT rights_version FROM account WHERE id = $1', [identity.userId]);
  t.same(row, { rights_version: 3 }, 'the table itself raises the version where somebody forgets it');
});

t.test('A suspension ends every sign-in, is told, and can be taken back', async (t) => {
  const first = await signIn('viewer');
  const second = await signIn('viewer');
  heard.length = 0;
  const { userId } = first.identity;
  const suspend = () => database.transact((tx) => suspendAccount(tx, news, { userId, reason: 'Spam', now: now() }));
  const keys = await suspend();
  await news.sweep();
  const ended = heard
    .filter(({ name }) => name === 'sign-in.ended')
    .map(({ body }) => (body as { signInId: string }).signInId);
  t.ok(ended.includes(first.identity.signInId) && ended.includes(second.identity.signInId));
  t.ok(keys.includes(first.identity.signInId));
  t.ok(heard.some(({ name }) => name === 'account.suspended'));
  t.equal(await codeOf(signIn('viewer')), 'CREDENTIALS_WRONG');
  t.equal(await codeOf(accounts.refresh(call({ cookies: { busker_refresh: first.cookie } }))), 'SESSION_EXPIRED');
  t.equal(await codeOf(suspend()), 'CONFLICT');
  t.match(await viewAccount(database.read, userId), { user: { suspended: { reason: 'Spam' } } });
  await database.transact((tx) => restoreAccount(tx, userId));
  t.equal(await codeOf(signIn('viewer')), 'no refusal');
  t.equal(await codeOf(database.transact((tx) => restoreAccount(tx, userId))), 'CONFLICT');
  const nobody = { userId: '01900000-0000-7000-8000-0000000000aa', reason: 'x', now: now() };
  t.equal(await codeOf(database.transact((tx) => suspendAccount(tx, news, nobody))), 'NOT_FOUND');
});

t.test('People are found by how address, handle or name begins, by role and state, page by page', async (t) => {
  const find = async (given: Partial<Parameters<typeof findAccounts>[1]>) => {
    const filter = { search: '', role: null, suspended: null, after: null, most: 50, ...given };
    return (await findAccounts(database.read, filter)).map(({ handle }) => handle);
  };
  t.same(await find({ search: 'MARA' }), ['mara']);
  t.same(await find({ search: 'performer@' }), ['mara']);
  t.same(await find({ search: '01900000-0000-7000-8000-000000000007' }), ['nova']);
  for (const search of ['%', '_', '\\', "'", 'mara%']) t.same(await find({ search }), [], search);
  t.same(await find({ role: 'admin' }), ['ada']);
  const first = await find({ most: 3 });
  t.same(first.length, 3);
  const { user } = (await viewAccount(database.read, '01900000-0000-7000-8000-000000000005')) ?? {};
  t.same(await find({ after: user?.id ?? null, most: 2 }), ['sol', 'fern']);
  t.same(await find({ suspended: true }), []);
});

t.test('Sign-ins are listed with their device, ended one by one or all at once', async (t) => {
  const here = await signIn('nova');
  const there = await signIn('nova', 'Mozilla/5.0 (iPhone) Version/18.0 Safari/604.1');
  const other = await signIn('fan');
  const { signIns } = await accounts.listSignIns(call({ caller: here.identity }));
  t.match(
    signIns.find(({ current }) => current),
    { id: here.identity.signInId, device: 'Chromium on Linux' },
  );
  t.match(
    signIns.find(({ id }) => id === there.identity.signInId),
    { device: 'Safari on iPhone', current: false },
  );
  const end = (id: string) => codeOf(accounts.endOneSignIn(call({ caller: here.identity, params: { id } })));
  t.equal(await end(other.identity.signInId), 'NOT_FOUND', 'somebody else’s');
  t.equal(await end(there.identity.signInId), 'no refusal');
  t.equal(await end(there.identity.signInId), 'NOT_FOUND', 'it is over');
  t.equal(await codeOf(accounts.refresh(call({ cookies: { busker_refresh: there.cookie } }))), 'SESSION_EXPIRED');
  const made = call({ caller: here.identity });
  await accounts.endAllSignIns(made);
  t.equal(made.written.get('busker_refresh'), null);
  t.same((await accounts.listSignIns(call({ caller: here.identity }))).signIns, []);
});

t.test('A changed password ends every other sign-in and not this one', async (t) => {
  const here = await signIn('nova');
  const there = await signIn('nova');
  const change = (body: { password: string; newPassword: string }) =>
    codeOf(accounts.changePassword(call({ caller: here.identity, body })));
  t.equal(await change({ password: 'wrong', newPassword: 'wet gravel sings' }), 'CREDENTIALS_WRONG');
  t.equal(await change({ password: 'busker-demo', newPassword: 'nova@busker.example' }), 'PASSWORD_WEAK');
  t.equal(await change({ password: 'busker-demo', newPassword: 'wet gravel sings' }), 'no refusal');
  t.equal(await codeOf(accounts.refresh(call({ cookies: { busker_refresh: here.cookie } }))), 'no refusal');
  t.equal(await codeOf(accounts.refresh(call({ cookies: { busker_refresh: there.cookie } }))), 'SESSION_EXPIRED');
  t.equal(await codeOf(signIn('nova')), 'CREDENTIALS_WRONG');
});

t.test('A handle is one person’s, and some are nobody’s', async (t) => {
  const { userId } = (await signIn('fan')).identity;
  const rename = (handle: string) =>
    codeOf(database.transact((tx) => renameAccount(tx, userId, { handle, at: now() })));
  t.equal(await rename('mara'), 'HANDLE_TAKEN');
  t.equal(await rename('admin'), 'HANDLE_TAKEN');
  t.equal(await rename('fern'), 'no refusal', 'one’s own');
  const both = await Promise.all(
    ['fan', 'admin'].map(async (name) => {
      const [row] = await postgres.query<{ id: string }>('SELECT id FROM account WHERE email = $1', [
        `${name}@busker.example`,
      ]);
      return codeOf(database.transact((tx) => renameAccount(tx, row?.id ?? '', { handle: 'wanted', at: now() })));
    }),
  );
  t.same(both.sort(), ['HANDLE_TAKEN', 'no refusal'], 'of two who want one at once, one gets it');
});

t.test('Lost second factors are dropped, and every sign-in with them', async (t) => {
  const { identity, cookie } = await signIn('admin');
  const { userId } = identity;
  const drop = () => codeOf(database.transact((tx) => dropSecondFactors(tx, news, { userId, now: now() })));
  t.equal(await drop(), 'CONFLICT', 'there is none');
  await accounts.beginTotp(call({ caller: identity, body: { password: 'busker-demo' } }));
  await postgres.query('UPDATE account_totp SET confirmed_at = now(), last_step = 1 WHERE user_id = $1', [userId]);
  t.equal(await drop(), 'no refusal');
  t.equal(await codeOf(accounts.refresh(call({ cookies: { busker_refresh: cookie } }))), 'SESSION_EXPIRED');
  t.match(await viewAccount(database.read, userId), { user: { secondFactor: false } });
});

t.test('An erased person is a pseudonym everywhere, is told, and never comes back', async (t) => {
  const { identity } = await signIn('supporter', 'Mozilla/5.0 a very particular browser');
  const { userId } = identity;
  const pseudonym = 'ab'.repeat(32);
  heard.length = 0;
  const erase = () => database.transact((tx) => eraseAccount(tx, news, { userId, pseudonym, at: now() }));
  await erase();
  await until('the news', async () => {
    await news.sweep();
    return heard.some(({ name }) => name === 'account.erased');
  });
  t.same(await erase(), [], 'a second time changes nothing');
  await eraseAll(database, accountsPersonalData, { userId, pseudonym, at: now() });
  for (const table of [
    'account',
    'sign_in',
    'account_link',
    'account_totp',
    'account_recovery_code',
    'account_passkey',
  ]) {
    const rows = await postgres.query(`SELECT t::text AS row FROM ${table} t`);
    t.notMatch(JSON.stringify(rows), /supporter@|"Sol"|\bsol\b|very particular/, table);
  }
  t.equal(await codeOf(signIn('supporter')), 'CREDENTIALS_WRONG');
  t.equal(await codeOf(database.transact((tx) => restoreAccount(tx, userId))), 'CONFLICT');
  t.match(await viewAccount(database.read, userId), {
    user: { handle: `gone_${'ab'.repeat(12)}`, erasedAt: String, suspended: null },
  });
});

t.test('Sign-ins are forgotten 90 days after their end, their tokens with them, and no others', async (t) => {
  const ended = await signIn('fan');
  await accounts.logout(call({ caller: ended.identity }));
  clock.advance(89 * dayMs);
  await forgetOld({ database, clock });
  const there = async () =>
    Number((await postgres.query('SELECT count(*) AS n FROM sign_in WHERE id = $1', [ended.identity.signInId]))[0]?.n);
  t.equal(await there(), 1);
  const fresh = await signIn('fan');
  clock.advance(2 * dayMs);
  t.ok((await forgetOld({ database, clock })) > 0);
  t.equal(await there(), 0);
  t.equal(await codeOf(accounts.refresh(call({ cookies: { busker_refresh: ended.cookie } }))), 'UNAUTHENTICATED');
  t.equal(await codeOf(accounts.refresh(call({ cookies: { busker_refresh: fresh.cookie } }))), 'no refusal');
});
