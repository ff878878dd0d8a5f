/** How many codes of an authenticator may be tried on a day, from wherever, and why that is no weapon. Decision 0018. */
import { Secret, TOTP } from 'otpauth';
import t from 'tap';
import { verifyAccessToken } from '../../server/domains/accounts/index.ts';
import { readDevice } from '../../server/domains/accounts/read-device.ts';
import type { CodedRefusal } from '../../server/protocol/errors.ts';
import { until } from '../world/until.ts';
import { call, codeOf, openStage } from './accounts-stage.ts';

const stage = await openStage(t, { limitsFactor: 1 });
const { accounts, clock, deps, mail, news, redisServer } = stage;
const password = 'busker-demo';

/** All limits but the day's. */
async function waitAnHour(): Promise<void> {
  const keys = await redisServer.client.keys('limit:*');
  const over = keys.filter((key) => !/^limit:code(Day|sTold):/.test(key));
  if (over.length > 0) await redisServer.client.del(...over);
}

const attempt = (email: string, code: string | undefined, device?: string) => {
  const cookies = device === undefined ? {} : { busker_device: device };
  return call({ body: { email, password, ...(code === undefined ? {} : { code }) }, cookies });
};
const tryCode = (email: string, code: string, device?: string) => codeOf(accounts.login(attempt(email, code, device)));

/** Signs in: what the device holds then. */
async function signIn(email: string, code?: string) {
  const made = attempt(email, code);
  const { accessToken } = await accounts.login(made);
  return { caller: verifyAccessToken(deps, accessToken), device: String(made.written.get('busker_device')) };
}

/** Sets up an authenticator. `weak` are devices that signed in before there was one. */
async function enrol(name: string) {
  const email = `${name}@busker.example`;
  const weak = [(await signIn(email)).device, (await signIn(email)).device];
  const { caller } = await signIn(email);
  const { secret } = await accounts.beginTotp(call({ caller, body: { password } }));
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const code = () => totp.generate({ timestamp: clock.now() });
  const made = call({ caller, body: { code: code() } });
  const { recoveryCodes } = await accounts.confirmTotp(made);
  clock.advance(60_000);
  await waitAnHour();
  return { email, caller, code, recoveryCodes, weak, device: String(made.written.get('busker_device')) };
}

/** Counts as so many codes would have, without a password for each. @param key an account, or what was proved before */
async function spend(key: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await deps.limits.take('codeDay', key);
}

/** Tries wrong codes until one is refused as too many on the day. @returns how many were looked at */
async function exhaust(email: string, devices: readonly (string | undefined)[]): Promise<number> {
  for (let looked = 0; looked < 150; looked += 1) {
    if (looked % 8 === 0) await waitAnHour();
    const answer = await tryCode(email, '000000', devices[looked % devices.length]);
    if (answer === 'CODES_EXHAUSTED') return looked;
    t.equal(answer, 'CODE_WRONG');
  }
  return Number.POSITIVE_INFINITY;
}

t.test('A hundred codes a day are looked at, over all strangers’ and half-known devices together', async (t) => {
  const { email, caller, weak, code, device, recoveryCodes } = await enrol('fan');
  await spend(caller.userId, 70);
  t.equal(await exhaust(email, [undefined, ...weak]), 30);
  for (const from of [undefined, ...weak]) {
    await waitAnHour();
    t.equal(await tryCode(email, code(), from), 'CODES_EXHAUSTED', 'not even the right one is taken then');
  }
  const refused = await accounts.login(attempt(email, code())).catch((error: CodedRefusal) => error);
  const { retryAfterSeconds } = (refused as CodedRefusal).facts;
  t.ok(Number(retryAfterSeconds) > 3_600 && Number(retryAfterSeconds) <= 86_400, 'it says when to come back');
  t.equal(await tryCode(email, recoveryCodes[0] ?? '', weak[0]), 'no refusal', 'a recovery code is taken');
  t.equal(await tryCode(email, recoveryCodes[0] ?? ''), 'CODE_WRONG', 'once');
  t.equal(await tryCode(email, code(), device), 'no refusal', 'the device that set it up gets in as ever');
});

t.test('The owner is told, once a day, what somebody tries', async (t) => {
  const { email, caller, weak } = await enrol('viewer');
  await spend(caller.userId, 98);
  await exhaust(email, [undefined, ...weak]);
  for (let time = 0; time < 5; time += 1) await tryCode(email, '000000', weak[0]);
  const told = async () => {
    await news.sweep();
    return (await mail.list(email, 50)).filter(({ subject }) => /knows your password/.test(subject));
  };
  const [only] = await until('the mail', async () => ((await told()).length > 0 ? told() : undefined));
  t.match(only?.text, /http:\/\/localhost:3000\/forgot-password/);
  t.notMatch(only?.text, /token/);
  t.equal((await told()).length, 1);
  t.equal(
    await codeOf(accounts.login(call({ body: { email, password: 'wrong', code: '000000' } }))),
    'CREDENTIALS_WRONG',
    'who has not the password learns nothing of it',
  );
});

t.test('A device that went through the factor has a ceiling of its own, and no more than that', async (t) => {
  const { email, device, code } = await enrol('nova');
  await spend(readDevice(deps.deviceKey, device, clock.now()).bucketFor(email) ?? '', 90);
  t.equal(await exhaust(email, [device]), 10);
  t.equal(await tryCode(email, code(), device), 'CODES_EXHAUSTED');
  await waitAnHour();
  const strange = attempt(email, code());
  t.equal(await codeOf(accounts.login(strange)), 'no refusal', 'elsewhere it is not used up');
  clock.advance(60_000);
  const own = String(strange.written.get('busker_device'));
  t.equal(await tryCode(email, code(), own), 'no refusal', 'and that device is one of them now');
});

t.test('Who had an authenticator of their own in the account before its owner’s is a stranger again', async (t) => {
  const before = await enrol('admin');
  const stranger = attempt(before.email, before.code());
  await accounts.login(stranger);
  const proved = [before.device, String(stranger.written.get('busker_device'))];
  await stage.postgres.query('DELETE FROM account_totp WHERE user_id = $1', [before.caller.userId]);
  clock.advance(60_000);
  const owner = await enrol('admin');
  await spend(owner.caller.userId, 89);
  t.equal(await exhaust(owner.email, [undefined, ...proved]), 10, 'ten of them, with the one that was right');
  await waitAnHour();
  t.equal(await tryCode(owner.email, owner.code(), owner.device), 'no refusal');
});

t.test('Proving once more in a sign-in that the factor proved has its own, too', async (t) => {
  const { caller, code } = await enrol('supporter');
  await spend(caller.userId, 100);
  await spend(caller.signInId, 90);
  const body = { password, code: '000000' };
  const prove = () => codeOf(accounts.renewRecoveryCodes(call({ caller, body })));
  for (let time = 0; time < 10; time += 1) {
    if (time % 8 === 0) await waitAnHour();
    t.equal(await prove(), 'CODE_WRONG');
  }
  await waitAnHour();
  t.equal(await prove(), 'CODES_EXHAUSTED');
  const other = { password, code: code() };
  t.equal(await codeOf(accounts.renewRecoveryCodes(call({ caller, body: other }))), 'CODES_EXHAUSTED');
});

t.test('Of many that come at once no more than are left are looked at', async (t) => {
  const { email, caller, weak } = await enrol('performer');
  await spend(caller.userId, 80);
  const answers: unknown[] = [];
  for (let round = 0; round < 2; round += 1) {
    await waitAnHour();
    const many = Array.from({ length: 18 }, (_, at) => tryCode(email, '000000', weak[at % 2]));
    answers.push(...(await Promise.all(many)));
  }
  t.equal(answers.filter((answer) => answer === 'CODE_WRONG').length, 20);
  t.equal(answers.filter((answer) => answer === 'CODES_EXHAUSTED').length, 16);
});
