/** Signing in and out over the routes of accounts: what is handed out, what is refused, what is told. */
import t from 'tap';
import { verifyAccessToken } from '../../server/domains/accounts/index.ts';
import type { CodedRefusal } from '../../server/protocol/errors.ts';
import { until } from '../world/until.ts';
import { call, codeOf, openStage } from './accounts-stage.ts';
import { copyOf } from './personal-data.ts';

const stage = await openStage(t);
const { accounts, deps, clock, database, heard } = stage;
const right = { email: 'viewer@busker.example', password: 'busker-demo' };
const cookie = 'busker_refresh';

async function signIn() {
  const made = call({ body: right });
  const answer = await accounts.login(made);
  return { answer, token: String(made.written.get(cookie)), identity: verifyAccessToken(deps, answer.accessToken) };
}

t.test('Who signs in gets an access token, a cookie and themselves, and nothing of what is stored', async (t) => {
  const { answer, token, identity } = await signIn();
  t.same(answer.user, {
    id: '01900000-0000-7000-8000-000000000002',
    email: 'viewer@busker.example',
    displayName: 'Vic',
    handle: 'vic',
    roles: ['viewer'],
    emailVerified: true,
    secondFactor: { enrolled: false, used: false, required: false },
  });
  t.equal(answer.expiresIn, 600);
  t.match(token, /^[\w-]{43}$/, '256 bits');
  t.match(identity, { userId: answer.user.id, displayName: 'Vic', roles: ['viewer'] });
  const stored = JSON.stringify(await database.read.refreshToken.findMany());
  t.notMatch(stored, token, 'the token itself is stored nowhere');
});

t.test('An address is one however it is written', async (t) => {
  const answer = await accounts.login(call({ body: { ...right, email: 'Viewer@BUSKER.example' } }));
  t.equal(answer.user.displayName, 'Vic');
});

t.test('A wrong password, an unknown address and a disabled account are refused in the same words', async (t) => {
  const refusal = (body: typeof right) =>
    accounts.login(call({ body })).catch(({ code, facts, message }: CodedRefusal) => ({ code, facts, message }));
  const wrong = await refusal({ ...right, password: 'busker-demo ' });
  const unknown = await refusal({ ...right, email: 'nobody@busker.example' });
  await stage.postgres.query(
    `UPDATE account SET disabled_at = now(), disabled_reason = 'x' WHERE email = 'fan@busker.example'`,
  );
  const disabled = await refusal({ ...right, email: 'fan@busker.example' });
  t.match(wrong, { code: 'CREDENTIALS_WRONG', facts: {} });
  t.same(unknown, wrong);
  t.same(disabled, wrong);
});

t.test('The clock does not tell whether an address has an account', async (t) => {
  const tookMs = async (email: string) => {
    const startedMs = performance.now();
    await codeOf(accounts.login(call({ body: { email, password: 'wrong' } })));
    return performance.now() - startedMs;
  };
  await tookMs('nobody@busker.example');
  const known: number[] = [];
  const unknown: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    known.push(await tookMs('viewer@busker.example'));
    unknown.push(await tookMs(`nobody${round}@busker.example`));
  }
  // The quickest of each: what the machine does beside it only ever adds. An early exit would be a fiftieth.
  const quickest = (times: number[]) => Math.min(...times);
  const ratio = quickest(unknown) / quickest(known);
  t.ok(ratio > 0.3 && ratio < 3, `unknown ${quickest(unknown).toFixed(1)} ms, known ${quickest(known).toFixed(1)} ms`);
});

t.test('Signing out ends the sign-in, clears the cookie and is told once', async (t) => {
  const { token, identity } = await signIn();
  const made = call({ caller: identity, cookies: { [cookie]: token } });
  t.same(await accounts.logout(made), {});
  t.equal(made.written.get(cookie), null);
  await until('the news', () => heard.length > 0);
  t.same(heard.splice(0), [{ name: 'sign-in.ended', body: { signInId: identity.signInId, userId: identity.userId } }]);
  t.equal(await codeOf(accounts.refresh(call({ cookies: { [cookie]: token } }))), 'SESSION_EXPIRED');
  await accounts.logout(call({ caller: identity, cookies: { [cookie]: token } }));
  await stage.news.sweep();
  t.same(heard, [], 'a second time changes nothing and tells nobody');
});

t.test('Signing out with nothing, or with nonsense, is no error', async (t) => {
  t.same(await accounts.logout(call({})), {});
  t.same(await accounts.logout(call({ cookies: { [cookie]: 'nonsense' } })), {});
});

t.test('Signing out by access token alone ends that sign-in', async (t) => {
  const { token, identity } = await signIn();
  await accounts.logout(call({ caller: identity }));
  t.equal(await codeOf(accounts.refresh(call({ cookies: { [cookie]: token } }))), 'SESSION_EXPIRED');
});

t.test('On https the cookie is pinned to the host by its name', async (t) => {
  const { accountRoutes } = await import('../../server/domains/accounts/index.ts');
  const secure = accountRoutes({ ...deps, secureCookies: true });
  const made = call({ body: right });
  await secure.login(made);
  t.same([...made.written.keys()], ['__Host-busker_refresh', '__Host-busker_device']);
  const token = String(made.written.get('__Host-busker_refresh'));
  t.equal(
    await codeOf(secure.refresh(call({ cookies: { [cookie]: token } }))),
    'UNAUTHENTICATED',
    'the plain name is not read',
  );
});

t.test('A sign-in lasts 30 days without use and 90 in all', async (t) => {
  const dayMs = 86_400_000;
  const idle = await signIn();
  clock.advance(30 * dayMs);
  t.equal(await codeOf(accounts.refresh(call({ cookies: { [cookie]: idle.token } }))), 'SESSION_EXPIRED');
  let { token } = await signIn();
  for (let day = 0; day < 80; day += 20) {
    clock.advance(20 * dayMs);
    const made = call({ cookies: { [cookie]: token } });
    await accounts.refresh(made);
    token = String(made.written.get(cookie));
  }
  clock.advance(10 * dayMs);
  t.equal(await codeOf(accounts.refresh(call({ cookies: { [cookie]: token } }))), 'SESSION_EXPIRED');
});

t.test('What privacy must hand out holds the person and their sign-ins, and no secret', async (t) => {
  const { accountsPersonalData } = await import('../../server/domains/accounts/index.ts');
  const exported = JSON.stringify(
    await copyOf(accountsPersonalData, database.read, '01900000-0000-7000-8000-000000000002'),
  );
  t.match(exported, /viewer@busker\.example/);
  t.match(exported, /signed_out/);
  t.notMatch(exported, /argon2/);
});
