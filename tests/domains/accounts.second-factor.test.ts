/** The second factor: set up, demanded, good once, and what counts only with it. Decision 0008. */
import { Secret, TOTP } from 'otpauth';
import t from 'tap';
import { setAccountRoles, verifyAccessToken } from '../../server/domains/accounts/index.ts';
import type { Identity } from '../../server/platform/http/handler.ts';
import type { CodedRefusal } from '../../server/protocol/errors.ts';
import { call, codeOf, openStage } from './accounts-stage.ts';

const stage = await openStage(t);
const { accounts, clock, database, deps, news, postgres } = stage;
const password = 'busker-demo';
const emailOf = (name: string) => `${name}@busker.example`;

async function signIn(name: string, code?: string) {
  const body = { email: emailOf(name), password, ...(code === undefined ? {} : { code }) };
  const made = call({ body });
  const answer = await accounts.login(made);
  const cookie = String(made.written.get('busker_refresh'));
  return { answer, cookie, identity: verifyAccessToken(deps, answer.accessToken) };
}

/** Sets up an authenticator for somebody, and moves on by a step, so that the next code is a fresh one. */
async function enrol(name: string) {
  const { identity, cookie } = await signIn(name);
  const { secret, uri } = await accounts.beginTotp(call({ caller: identity, body: { password } }));
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const code = () => totp.generate({ timestamp: clock.now() });
  const made = call({ caller: identity, body: { code: code() } });
  const { recoveryCodes, signedIn } = await accounts.confirmTotp(made);
  clock.advance(60_000);
  return { identity, cookie, secret, uri, code, recoveryCodes, signedIn, made };
}

/** Undoes it, for the next test. */
async function strip(identity: Identity): Promise<void> {
  await postgres.query('DELETE FROM account_totp WHERE user_id = $1', [identity.userId]);
  await postgres.query('DELETE FROM account_recovery_code WHERE user_id = $1', [identity.userId]);
}

t.test('A moderator without a second factor is told so, and their role is held back', async (t) => {
  const { answer, identity } = await signIn('moderator');
  t.match(answer.user, { roles: ['viewer'], secondFactor: { enrolled: false, used: false, required: true } });
  t.match(identity, { roles: ['viewer'], heldBack: ['moderator'] });
});

t.test('Setting one up turns this device’s roles on and replaces what it held', async (t) => {
  const { identity, cookie, uri, recoveryCodes, signedIn, made } = await enrol('moderator');
  t.match(uri, /^otpauth:\/\/totp\/Busker:moderator%40busker\.example\?issuer=Busker&secret=[A-Z2-7]{32}&/);
  t.equal(new Set(recoveryCodes).size, 10);
  for (const code of recoveryCodes) t.match(code, /^[a-z0-9]{5}-[a-z0-9]{5}$/);
  t.match(signedIn.user, {
    roles: ['viewer', 'moderator'],
    secondFactor: { enrolled: true, used: true, required: true },
  });
  t.match(verifyAccessToken(deps, signedIn.accessToken), {
    roles: ['viewer', 'moderator'],
    heldBack: [],
    signInId: identity.signInId,
  });
  const fresh = String(made.written.get('busker_refresh'));
  t.match(fresh, /^[\w-]{43}$/);
  const again = await accounts.refresh(call({ cookies: { busker_refresh: fresh } }));
  t.equal(again.user.secondFactor.used, true, 'it stays so when it is refreshed');
  t.equal(
    await codeOf(accounts.refresh(call({ cookies: { busker_refresh: cookie } }))),
    'SESSION_REUSED',
    'the old cookie is worth nothing',
  );
  const stored = JSON.stringify([
    await postgres.query('SELECT * FROM account_recovery_code'),
    await postgres.query('SELECT * FROM account_totp'),
  ]);
  for (const code of recoveryCodes) t.notMatch(stored, code);
  await strip(identity);
});

t.test('Signing in then demands a code, and says so only to who has the password', async (t) => {
  const { identity, code } = await enrol('fan');
  const refused = await signIn('fan').catch((error: CodedRefusal) => error);
  t.match(refused, { code: 'SECOND_FACTOR_NEEDED', facts: { methods: ['totp'] } });
  const wrong = { email: emailOf('fan'), password: 'wrong', code: code() };
  t.equal(await codeOf(accounts.login(call({ body: wrong }))), 'CREDENTIALS_WRONG');
  t.equal(await codeOf(signIn('fan', '000000')), 'CODE_WRONG');
  t.match((await signIn('fan', code())).answer.user.secondFactor, { used: true });
  t.equal(await codeOf(signIn('fan', code())), 'CODE_WRONG', 'a code is good once');
  clock.advance(30_000);
  const late = code();
  clock.advance(30_000);
  t.equal(await codeOf(signIn('fan', late)), 'no refusal', 'the step before is still taken');
  t.equal(await codeOf(signIn('fan', late)), 'CODE_WRONG');
  const old = code();
  clock.advance(60_000);
  t.equal(await codeOf(signIn('fan', old)), 'CODE_WRONG', 'two steps are too old');
  await strip(identity);
});

t.test('Of many who bring one code at once, one is let in; of many with one recovery code too', async (t) => {
  const { identity, code, recoveryCodes } = await enrol('fan');
  const six = code();
  const racing = async (given: string) => {
    const codes = await Promise.all(Array.from({ length: 6 }, () => codeOf(signIn('fan', given))));
    return [codes.filter((one) => one === 'no refusal').length, codes.filter((one) => one === 'CODE_WRONG').length];
  };
  t.same(await racing(six), [1, 5]);
  t.same(await racing(recoveryCodes[3] ?? ''), [1, 5]);
  const { recoveryCodesLeft } = await accounts.readSecurity(call({ caller: identity }));
  t.equal(recoveryCodesLeft, 9);
  await strip(identity);
});

t.test('Recovery codes belong to one person, and new ones void the old', async (t) => {
  const fan = await enrol('fan');
  const viewer = await enrol('viewer');
  t.equal(await codeOf(signIn('viewer', fan.recoveryCodes[0])), 'CODE_WRONG', 'another’s');
  const proof = { password, code: fan.code() };
  const { recoveryCodes } = await accounts.renewRecoveryCodes(call({ caller: fan.identity, body: proof }));
  t.equal(await codeOf(signIn('fan', fan.recoveryCodes[0])), 'CODE_WRONG');
  t.equal(await codeOf(signIn('fan', recoveryCodes[0])), 'no refusal');
  await strip(fan.identity);
  await strip(viewer.identity);
});

t.test('Another one cannot be slipped in, and a begun one counts for nothing', async (t) => {
  const { identity } = await signIn('fan');
  t.equal(
    await codeOf(accounts.beginTotp(call({ caller: identity, body: { password: 'wrong' } }))),
    'CREDENTIALS_WRONG',
  );
  t.equal(
    await codeOf(accounts.confirmTotp(call({ caller: identity, body: { code: '123456' } }))),
    'CONFLICT',
    'nothing begun',
  );
  await accounts.beginTotp(call({ caller: identity, body: { password } }));
  t.equal(await codeOf(signIn('fan')), 'no refusal', 'begun is not demanded');
  t.equal(await codeOf(accounts.confirmTotp(call({ caller: identity, body: { code: '000000' } }))), 'CODE_WRONG');
  await strip(identity);
  const { identity: caller, code } = await enrol('fan');
  t.equal(await codeOf(accounts.beginTotp(call({ caller, body: { password } }))), 'SECOND_FACTOR_NEEDED');
  t.equal(await codeOf(accounts.beginTotp(call({ caller, body: { password, code: code() } }))), 'CONFLICT');
  await strip(identity);
});

t.test('It is removed with itself, never where a role demands it', async (t) => {
  const fan = await enrol('fan');
  t.equal(
    await codeOf(accounts.removeTotp(call({ caller: fan.identity, body: { password } }))),
    'SECOND_FACTOR_NEEDED',
  );
  await accounts.removeTotp(call({ caller: fan.identity, body: { password, code: fan.code() } }));
  t.equal(await codeOf(signIn('fan')), 'no refusal');
  const [row] = await postgres.query('SELECT count(*)::int AS n FROM sign_in WHERE user_id = $1 AND second_factor', [
    fan.identity.userId,
  ]);
  t.same(row, { n: 0 }, 'no sign-in counts as proved by it any more');
  const moss = await enrol('moderator');
  const body = { password, code: moss.code() };
  t.equal(await codeOf(accounts.removeTotp(call({ caller: moss.identity, body }))), 'SECOND_FACTOR_REQUIRED');
  await strip(moss.identity);
});

t.test('Codes cannot be guessed: twenty an hour, whatever the password', async (t) => {
  const strict = await openStage(t, { limitsFactor: 1 });
  const email = emailOf('fan');
  const made = call({ body: { email, password } });
  const { accessToken } = await strict.accounts.login(made);
  const caller = verifyAccessToken(strict.deps, accessToken);
  const { secret } = await strict.accounts.beginTotp(call({ caller, body: { password } }));
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  await strict.accounts.confirmTotp(call({ caller, body: { code: totp.generate({ timestamp: strict.clock.now() }) } }));
  const cookies = { busker_device: String(made.written.get('busker_device')) };
  const guess = (known: boolean) =>
    codeOf(strict.accounts.login(call({ body: { email, password, code: '000000' }, ...(known ? { cookies } : {}) })));
  const codes = [];
  for (let time = 0; time < 25; time += 1) {
    codes.push(await guess(false));
    // The limit by minutes is another; this one is by the hour.
    await strict.redisServer.client.del(...(await strict.redisServer.client.keys('limit:login*')));
  }
  t.equal(codes.filter((code) => code === 'CODE_WRONG').length, 20, 'twenty');
  t.equal(codes.at(-1), 'RATE_LIMITED');
  t.equal(await guess(true), 'CODE_WRONG', 'the person’s own device still may try');
});

t.test('The secret of an authenticator is worth nothing as anything else, nor anything else as it', async (t) => {
  const { identity, secret, cookie, recoveryCodes } = await enrol('fan');
  const [recovery = ''] = recoveryCodes;
  for (const token of [secret, recovery]) {
    t.equal(await codeOf(accounts.verifyEmail(call({ body: { token } }))), 'LINK_EXPIRED');
    t.equal(await codeOf(accounts.refresh(call({ cookies: { busker_refresh: token } }))), 'UNAUTHENTICATED');
    t.equal(
      await codeOf(accounts.login(call({ body: { email: emailOf('fan'), password: token } }))),
      'CREDENTIALS_WRONG',
    );
  }
  for (const code of [secret, cookie]) t.equal(await codeOf(signIn('fan', code)), 'CODE_WRONG');
  // Sealed for one person, it does not open in another's row.
  const other = (await signIn('viewer')).identity;
  await postgres.query(
    `INSERT INTO account_totp (user_id, sealed_secret, created_at, confirmed_at, last_step)
     SELECT $1, sealed_secret, created_at, confirmed_at, last_step FROM account_totp WHERE user_id = $2`,
    [other.userId, identity.userId],
  );
  await t.rejects(signIn('viewer', '123456'), /authenticate data/);
  await strip(other);
  await strip(identity);
});

t.test('Roles given while one is signed in count when the sign-in was proved by a second factor', async (t) => {
  const plain = await signIn('viewer');
  const now = new Date(clock.now());
  await database.transact((tx) =>
    setAccountRoles(tx, news, { userId: plain.identity.userId, roles: ['moderator'], now }),
  );
  const again = await accounts.refresh(call({ cookies: { busker_refresh: plain.cookie } }));
  t.match(verifyAccessToken(deps, again.accessToken), { roles: ['viewer'], heldBack: ['moderator'], rightsVersion: 2 });
});
