/** Refresh tokens: each good once, two tabs forgiven, a stolen one found out. The life cycle is decision 0004. */
import t from 'tap';
import { verifyAccessToken } from '../../server/domains/accounts/index.ts';
import { judgeRefresh, type Presented } from '../../server/domains/accounts/rules/refresh-verdict.ts';
import { until } from '../world/until.ts';
import { call, codeOf, openStage } from './accounts-stage.ts';

const stage = await openStage(t);
const { accounts, clock, database, deps, heard } = stage;
const cookie = 'busker_refresh';

async function signIn(email = 'viewer@busker.example'): Promise<string> {
  const made = call({ body: { email, password: 'busker-demo' } });
  await accounts.login(made);
  return String(made.written.get(cookie));
}

async function refresh(token: string): Promise<string> {
  const made = call({ cookies: { [cookie]: token } });
  await accounts.refresh(made);
  return String(made.written.get(cookie));
}

t.test('A refresh token is traded for another and for an access token of the same sign-in', async (t) => {
  const made = call({ body: { email: 'viewer@busker.example', password: 'busker-demo' } });
  const first = await accounts.login(made);
  const again = call({ cookies: { [cookie]: String(made.written.get(cookie)) } });
  const second = await accounts.refresh(again);
  t.same(second.user, first.user);
  t.equal(verifyAccessToken(deps, second.accessToken).signInId, verifyAccessToken(deps, first.accessToken).signInId);
  t.not(again.written.get(cookie), made.written.get(cookie));
});

t.test('Nothing, and what we never issued, are refused as not signed in', async (t) => {
  t.equal(await codeOf(accounts.refresh(call({}))), 'UNAUTHENTICATED');
  t.equal(await codeOf(refresh('a'.repeat(43))), 'UNAUTHENTICATED');
  t.equal(await codeOf(refresh('')), 'UNAUTHENTICATED');
});

t.test('Two tabs that refresh at once both stay signed in, and whichever cookie remains goes on', async (t) => {
  for (const remains of [0, 1]) {
    const token = await signIn();
    const both = await Promise.all([refresh(token), refresh(token)]);
    t.not(both[0], both[1]);
    t.match(await refresh(both[remains] ?? ''), /^[\w-]{43}$/);
  }
});

t.test('A page reloaded again and again in mid-air stays signed in', async (t) => {
  const token = await signIn();
  let last = '';
  for (let time = 0; time < 5; time += 1) {
    clock.advance(1_000);
    last = await refresh(token);
  }
  t.match(await refresh(last), /^[\w-]{43}$/);
});

t.test('A token that comes back later ends the sign-in for thief and owner alike, and is told', async (t) => {
  const stolen = await signIn();
  const owners = await refresh(stolen);
  clock.advance(10_000);
  heard.length = 0;
  t.equal(await codeOf(refresh(stolen)), 'SESSION_REUSED');
  t.equal(await codeOf(refresh(owners)), 'SESSION_REUSED');
  await until('the news', () => heard.length > 0);
  t.match(heard, [{ name: 'sign-in.ended' }]);
  const [row] = await stage.postgres.query('SELECT revoked_reason FROM sign_in ORDER BY created_at DESC LIMIT 1');
  t.same(row, { revoked_reason: 'reused' });
});

t.test('Within the forgiving seconds too: once somebody has gone on from a child, the parent is old', async (t) => {
  const token = await signIn();
  await refresh(await refresh(token));
  t.equal(await codeOf(refresh(token)), 'SESSION_REUSED');
});

t.test('A copy made within the forgiving seconds is found out when the owner refreshes next', async (t) => {
  const token = await signIn();
  const [owners, thiefs] = [await refresh(token), await refresh(token)];
  const ahead = await refresh(thiefs);
  clock.advance(600_000);
  t.equal(await codeOf(refresh(owners)), 'SESSION_REUSED');
  t.equal(await codeOf(refresh(ahead)), 'SESSION_REUSED', 'the thief is out as well');
});

t.test('Many refreshes at once neither fail nor split the family', async (t) => {
  const token = await signIn();
  const all = await Promise.all(Array.from({ length: 8 }, () => refresh(token)));
  t.equal(new Set(all).size, 8);
  const [row] = await stage.postgres.query(
    'SELECT count(*)::int AS unused FROM refresh_token WHERE used_at IS NULL AND sign_in_id = (SELECT id FROM sign_in ORDER BY created_at DESC, id DESC LIMIT 1)',
  );
  t.same(row, { unused: 8 });
  await refresh(all[3] ?? '');
  clock.advance(10_000);
  t.equal(await codeOf(refresh(all[4] ?? '')), 'SESSION_REUSED', 'the overtaken ones are worth nothing later');
});

t.test('Signing out while another tab refreshes leaves nobody signed in', async (t) => {
  const token = await signIn();
  const [, fresh] = await Promise.allSettled([accounts.logout(call({ cookies: { [cookie]: token } })), refresh(token)]);
  const last = fresh.status === 'fulfilled' ? fresh.value : token;
  t.equal(await codeOf(refresh(last)), 'SESSION_EXPIRED');
});

t.test('A disabled account cannot refresh; its sign-in ends and is told', async (t) => {
  const token = await signIn('supporter@busker.example');
  await stage.postgres.query(
    `UPDATE account SET disabled_at = now(), disabled_reason = 'x' WHERE email = 'supporter@busker.example'`,
  );
  heard.length = 0;
  t.equal(await codeOf(refresh(token)), 'SESSION_EXPIRED');
  await until('the news', () => heard.length > 0);
  t.match(heard, [{ name: 'sign-in.ended' }]);
});

t.test('What cannot be committed hands out nothing', async (t) => {
  const token = await signIn();
  const before = await database.read.refreshToken.count();
  const failing = { ...deps, database: { ...database, transact: () => Promise.reject(new Error('lost')) } };
  const { accountRoutes } = await import('../../server/domains/accounts/index.ts');
  const made = call({ cookies: { [cookie]: token } });
  await t.rejects(accountRoutes(failing).refresh(made), { message: 'lost' });
  t.equal(made.written.size, 0);
  t.equal(await database.read.refreshToken.count(), before);
});

t.test('The verdict on a presented token, case by case', async (t) => {
  const nowMs = 1_000_000;
  const good: Presented = {
    ...{ usedAtMs: null, childUsed: false, expiresAtMs: nowMs + 1, revokedFor: null, accountDisabled: false },
  };
  const cases: [Partial<Presented>, string][] = [
    [{}, 'trade'],
    [{ usedAtMs: nowMs }, 'trade again'],
    [{ usedAtMs: nowMs - 9_999 }, 'trade again'],
    [{ usedAtMs: nowMs - 10_000 }, 'reused'],
    [{ usedAtMs: nowMs, childUsed: true }, 'reused'],
    [{ expiresAtMs: nowMs }, 'expired'],
    [{ revokedFor: 'signed_out' }, 'expired'],
    [{ revokedFor: 'disabled' }, 'expired'],
    [{ revokedFor: 'reused' }, 'was reused'],
    [{ revokedFor: 'reused', expiresAtMs: 0 }, 'was reused'],
    [{ accountDisabled: true }, 'disabled'],
    [{ accountDisabled: true, usedAtMs: 0 }, 'disabled'],
  ];
  for (const [given, verdict] of cases)
    t.equal(judgeRefresh({ ...good, ...given }, nowMs), verdict, JSON.stringify(given));
});
