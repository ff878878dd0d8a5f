/** Links by mail: each good once, for one thing, for its time, the newest alone; and they say nothing about who has an account. */
import { Secret, TOTP } from 'otpauth';
import t from 'tap';
import { issueTicket } from '../../server/domains/accounts/index.ts';
import { until } from '../world/until.ts';
import { call, castMember, codeOf, openStage } from './accounts-stage.ts';

const stage = await openStage(t);
const { accounts, clock, heard, postgres, mail, news } = stage;
const password = 'wet gravel sings';
const hourMs = 3_600_000;
let made = 0;

async function register() {
  made += 1;
  const email = `person${made}@example.com`;
  const answer = await accounts.register(
    call({ body: { email, password, displayName: 'Pat', birthDate: '1980-01-01' } }),
  );
  const identity = { ...castMember('viewer'), userId: answer.user.id };
  return { email, identity, verifyToken: await newestToken(email, 1) };
}

/** The token of the newest mail to an address, once there are so many. */
async function newestToken(to: string, mails: number): Promise<string> {
  await news.sweep();
  const found = await until('the mail', async () => {
    const list = await mail.list(to, 50);
    return list.length >= mails ? list : undefined;
  });
  return /token=([\w-]{43})/.exec(found[0]?.text ?? '')?.[1] ?? '';
}

const verify = (token: string) => codeOf(accounts.verifyEmail(call({ body: { token } })));
const reset = (token: string, to: string) => codeOf(accounts.resetPassword(call({ body: { token, password: to } })));
const login = (email: string, given: string) => codeOf(accounts.login(call({ body: { email, password: given } })));

t.test('A verification link proves the address, once', async (t) => {
  const { email, verifyToken } = await register();
  t.equal(await verify(verifyToken), 'no refusal');
  const [row] = await postgres.query('SELECT email_verified_at FROM account WHERE email = $1', [email]);
  t.match(row, { email_verified_at: Date });
  t.equal(await verify(verifyToken), 'LINK_EXPIRED');
  t.notMatch(
    JSON.stringify(await postgres.query('SELECT * FROM account_link')),
    verifyToken,
    'only its hash is stored',
  );
  t.notMatch(JSON.stringify(await postgres.query('SELECT * FROM outbox_event')), verifyToken, 'no event carried it');
});

t.test('Of many who open one link at once, one succeeds', async (t) => {
  const { verifyToken } = await register();
  const codes = await Promise.all(Array.from({ length: 6 }, () => verify(verifyToken)));
  t.equal(codes.filter((code) => code === 'no refusal').length, 1);
});

t.test('The newest link is the only one; nothing is mailed to who is verified', async (t) => {
  const { email, identity, verifyToken } = await register();
  await accounts.resendVerification(call({ caller: identity }));
  const second = await newestToken(email, 2);
  t.equal(await verify(verifyToken), 'LINK_EXPIRED');
  t.equal(await verify(second), 'no refusal');
  await accounts.resendVerification(call({ caller: identity }));
  await news.sweep();
  t.equal((await mail.list(email, 9)).length, 2);
});

t.test('A verification link lasts a day, one for a new password an hour', async (t) => {
  const { email, verifyToken } = await register();
  await accounts.forgotPassword(call({ body: { email } }));
  const resetToken = await newestToken(email, 2);
  clock.advance(hourMs);
  t.equal(await reset(resetToken, 'tulpen-im-kühlschrank'), 'LINK_EXPIRED');
  clock.advance(23 * hourMs);
  t.equal(await verify(verifyToken), 'LINK_EXPIRED');
});

t.test('A new password ends every sign-in, is told, and proves the address', async (t) => {
  const { email, identity } = await register();
  await accounts.login(call({ body: { email, password } }));
  await accounts.forgotPassword(call({ body: { email: email.toUpperCase() } }));
  const token = await newestToken(email, 2);
  t.equal(await reset(token, 'password123'), 'PASSWORD_WEAK');
  heard.length = 0;
  t.equal(await reset(token, 'tulpen-im-kühlschrank'), 'no refusal', 'a weak one did not use it up');
  await until('the news', () => heard.filter(({ name }) => name === 'sign-in.ended').length === 2);
  const rows = await postgres.query('SELECT revoked_reason FROM sign_in WHERE user_id = $1', [identity.userId]);
  t.same(rows, [{ revoked_reason: 'password_changed' }, { revoked_reason: 'password_changed' }]);
  t.equal(await login(email, password), 'CREDENTIALS_WRONG');
  t.equal(await login(email, 'tulpen-im-kühlschrank'), 'no refusal');
  t.equal(await reset(token, 'zX9#mkq2Lp zX'), 'LINK_EXPIRED', 'the link is used up');
  const [row] = await postgres.query('SELECT email_verified_at FROM account WHERE email = $1', [email]);
  t.match(row, { email_verified_at: Date });
});

t.test('Asking for an address nobody has is answered alike, does the same work, and mails nobody', async (t) => {
  const { email } = await register();
  const ask = (to: string) => accounts.forgotPassword(call({ body: { email: to } }));
  const eventsOf = async () => Number((await postgres.query('SELECT count(*) AS n FROM outbox_event'))[0]?.n);
  const before = await eventsOf();
  t.same(await ask(email), await ask('nobody@example.com'));
  t.equal((await eventsOf()) - before, 2, 'one event each');
  const tookMs = async (to: string) => {
    const started = performance.now();
    await ask(to);
    return performance.now() - started;
  };
  const times = { known: Number.POSITIVE_INFINITY, unknown: Number.POSITIVE_INFINITY };
  for (let round = 0; round < 8; round += 1) {
    times.known = Math.min(times.known, await tookMs(email));
    times.unknown = Math.min(times.unknown, await tookMs(`nobody${round}@example.com`));
  }
  const ratio = times.unknown / times.known;
  t.ok(ratio > 0.25 && ratio < 4, `known ${times.known.toFixed(1)} ms, unknown ${times.unknown.toFixed(1)} ms`);
  await news.sweep();
  t.same(await mail.list('nobody@example.com', 9), []);
});

t.test('A token of one door is worth nothing at another', async (t) => {
  const { email, verifyToken, identity } = await register();
  t.equal(await reset(verifyToken, 'zX9#mkq2Lp zX'), 'LINK_EXPIRED', 'a verification link sets no password');
  await accounts.forgotPassword(call({ body: { email } }));
  const resetToken = await newestToken(email, 2);
  t.equal(await verify(resetToken), 'LINK_EXPIRED', 'a reset link proves no address by itself');
  const ticket = await issueTicket(stage.deps, identity);
  for (const other of [ticket, 'a'.repeat(43), '', '0'.repeat(64)]) {
    t.equal(await verify(other), 'LINK_EXPIRED');
    t.equal(await reset(other, 'zX9#mkq2Lp zX'), 'LINK_EXPIRED');
  }
  for (const token of [verifyToken, resetToken]) {
    t.equal(await codeOf(accounts.refresh(call({ cookies: { busker_refresh: token } }))), 'UNAUTHENTICATED');
  }
  t.equal(await verify(verifyToken), 'no refusal', 'and is still good at its own');
});

t.test('Who registered an address that is not theirs keeps nothing of it when its owner comes', async (t) => {
  const { email } = await register();
  await accounts.login(call({ body: { email, password } }));
  const [squatter] = await postgres.query<{ user_id: string; id: string }>(
    'SELECT s.user_id, s.id FROM sign_in s JOIN account a ON a.id = s.user_id WHERE a.email = $1 ORDER BY s.created_at DESC',
    [email],
  );
  const caller = { ...castMember('viewer'), userId: squatter?.user_id ?? '', signInId: squatter?.id ?? '' };
  const { secret } = await accounts.beginTotp(call({ caller, body: { password } }));
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now() });
  await accounts.confirmTotp(call({ caller, body: { code } }));
  t.equal(await login(email, password), 'SECOND_FACTOR_NEEDED');
  await accounts.forgotPassword(call({ body: { email } }));
  t.equal(await reset(await newestToken(email, 2), 'wet gravel hums low'), 'no refusal');
  t.equal(await login(email, 'wet gravel hums low'), 'no refusal', 'the authenticator of a stranger asks for nothing');
});

t.test('A suspended person is mailed nothing, and their open link sets no password', async (t) => {
  const { email } = await register();
  await accounts.forgotPassword(call({ body: { email } }));
  const token = await newestToken(email, 2);
  await postgres.query(`UPDATE account SET disabled_at = now(), disabled_reason = 'x' WHERE email = $1`, [email]);
  t.equal(await reset(token, 'zX9#mkq2Lp zX'), 'LINK_EXPIRED');
  await accounts.forgotPassword(call({ body: { email } }));
  await news.sweep();
  t.equal((await mail.list(email, 9)).length, 2);
});
