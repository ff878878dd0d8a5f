/** What the owner of an account is told by mail when what protects it changes, and what confirming a factor does to others. */
import { Secret, TOTP } from 'otpauth';
import t from 'tap';
import { dropSecondFactors, suspendAccount, verifyAccessToken } from '../../server/domains/accounts/index.ts';
import type { Identity } from '../../server/platform/http/handler.ts';
import { until } from '../world/until.ts';
import { call, codeOf, openStage } from './accounts-stage.ts';
import { SoftwareAuthenticator } from './software-authenticator.ts';

const stage = await openStage(t);
const { accounts, clock, database, deps, heard, mail, news, postgres } = stage;
const password = 'busker-demo';
const emailOf = (name: string) => `${name}@busker.example`;

async function signIn(name: string, code?: string) {
  const body = { email: emailOf(name), password, ...(code === undefined ? {} : { code }) };
  const made = call({ body });
  const { accessToken } = await accounts.login(made);
  return { identity: verifyAccessToken(deps, accessToken), cookie: String(made.written.get('busker_refresh')) };
}

/** Begins an authenticator. @returns what confirms it, and its codes */
async function begin(caller: Identity) {
  const { secret } = await accounts.beginTotp(call({ caller, body: { password } }));
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const code = () => totp.generate({ timestamp: clock.now() });
  return { code, confirm: () => accounts.confirmTotp(call({ caller, body: { code: code() } })) };
}

/** Begins a passkey. @returns what finishes it */
async function beginPasskey(caller: Identity, authenticator = new SoftwareAuthenticator()) {
  const { challengeId, options } = await accounts.beginPasskey(call({ caller, body: { password } }));
  const response = authenticator.create(options);
  return () => accounts.addPasskey(call({ caller, body: { challengeId, name: 'Laptop', response } }));
}

async function loginWith(authenticator: SoftwareAuthenticator): Promise<Identity> {
  const { challengeId, options } = await accounts.passkeyLoginOptions(call({}));
  const response = authenticator.get(options);
  return verifyAccessToken(deps, (await accounts.passkeyLogin(call({ body: { challengeId, response } }))).accessToken);
}

/** Subjects of the notices to somebody since they were last asked for, once there are so many. */
const read = new Map<string, number>();
async function told(name: string, count: number): Promise<string[]> {
  const seen = read.get(name) ?? 0;
  const mails = await until(`${count} notices to ${name}`, async () => {
    await news.sweep();
    const list = (await mail.list(emailOf(name), 50)).filter(({ subject }) => subject.startsWith('Busker: '));
    return list.length >= seen + count ? list : undefined;
  });
  read.set(name, mails.length);
  for (const { text } of mails) t.notMatch(text, /token=/);
  return mails.slice(0, mails.length - seen).map(({ subject }) => subject.slice('Busker: '.length));
}

const refresh = (cookie: string) => codeOf(accounts.refresh(call({ cookies: { busker_refresh: cookie } })));

async function strip(): Promise<void> {
  for (const table of ['account_totp', 'account_recovery_code', 'account_passkey'])
    await postgres.query(`DELETE FROM ${table}`);
}

t.test('The owner is told of an authenticator, of new recovery codes, and of its end', async (t) => {
  const { identity: caller } = await signIn('fan');
  const { code, confirm } = await begin(caller);
  t.equal(await codeOf(accounts.confirmTotp(call({ caller, body: { code: '000000' } }))), 'CODE_WRONG');
  await confirm();
  t.same(await told('fan', 1), ['an authenticator was added'], 'a wrong code told nothing');
  const proof = () => {
    clock.advance(60_000);
    return { password, code: code() };
  };
  await accounts.renewRecoveryCodes(call({ caller, body: proof() }));
  t.same(await told('fan', 1), ['you have new recovery codes']);
  await accounts.removeTotp(call({ caller, body: proof() }));
  t.same(await told('fan', 1), ['your authenticator was removed']);
  const [{ text } = { text: '' }] = await mail.list(emailOf('fan'), 1);
  t.match(text, /2026-11-21 at 12:02 UTC/, 'when it was');
  t.match(text, /http:\/\/localhost:3000\/forgot-password[\s\S]+http:\/\/localhost:3000\/settings\/security/);
});

t.test('The owner is told of passkeys that come and go', async (t) => {
  const laptop = new SoftwareAuthenticator();
  const { identity } = await signIn('fan');
  const { passkey } = await (await beginPasskey(identity, laptop))();
  t.same(await told('fan', 1), ['a passkey was added']);
  const removing = (caller: Identity) => codeOf(accounts.removePasskey(call({ caller, params: { id: passkey.id } })));
  t.equal(await removing(identity), 'SECOND_FACTOR_REQUIRED');
  t.equal(await removing(await loginWith(laptop)), 'no refusal');
  t.same(await told('fan', 1), ['a passkey was removed'], 'and not of what was refused');
});

t.test('The owner is told of another password, whoever set it', async (t) => {
  const { identity: caller } = await signIn('nova');
  const change = (given: string, newPassword: string) =>
    codeOf(accounts.changePassword(call({ caller, body: { password: given, newPassword } })));
  t.equal(await change('wrong', 'wet gravel sings'), 'CREDENTIALS_WRONG');
  t.equal(await change(password, 'nova@busker.example'), 'PASSWORD_WEAK');
  t.equal(await change(password, 'wet gravel sings'), 'no refusal');
  t.same(await told('nova', 1), ['your password was changed']);
  await accounts.forgotPassword(call({ body: { email: emailOf('nova') } }));
  const token = await until('the link', async () => {
    await news.sweep();
    const list = await mail.list(emailOf('nova'), 9);
    return /token=([\w-]{43})/.exec(list.map(({ text }) => text).join())?.[1];
  });
  await accounts.resetPassword(call({ body: { token, password } }));
  t.same(await told('nova', 1), ['your password was changed']);
});

t.test('The owner is told that staff removed a second factor', async (t) => {
  const { identity } = await signIn('supporter');
  await (await begin(identity)).confirm();
  t.same(await told('supporter', 1), ['an authenticator was added']);
  const now = new Date(clock.now());
  const keys = await database.transact((tx) => dropSecondFactors(tx, news, { userId: identity.userId, now }));
  t.ok(keys.includes(identity.userId), 'and at once');
  t.same(await told('supporter', 1), ['your second factor was removed']);
});

t.test('Nothing is mailed to an address that nobody proved, nor to who is suspended', async (t) => {
  const email = 'unproved@example.com';
  const body = { email, password: 'wet gravel sings', displayName: 'Pat', birthDate: '1980-01-01' };
  const caller = verifyAccessToken(deps, (await accounts.register(call({ body }))).accessToken);
  const change = { password: body.password, newPassword: 'grey gravel sings' };
  await accounts.changePassword(call({ caller, body: change }));
  const suspended = (await signIn('moderator')).identity;
  await (await begin(suspended)).confirm();
  const { userId } = suspended;
  const now = new Date(clock.now());
  await database.transact((tx) => suspendAccount(tx, news, { userId, reason: 'x', now }));
  await database.transact((tx) => dropSecondFactors(tx, news, { userId, now }));
  await until('everything to be delivered', async () => {
    await news.sweep();
    const [row] = await postgres.query(`SELECT count(*)::int AS n FROM outbox_delivery WHERE state = 'PENDING'`);
    return row?.n === 0;
  });
  t.same(
    (await mail.list(email, 9)).map(({ subject }) => subject),
    ['Please confirm your e-mail address'],
  );
  const subjects = (await mail.list(emailOf('moderator'), 9)).map(({ subject }) => subject);
  t.notMatch(subjects.join(), /second factor was removed/);
  await postgres.query('UPDATE account SET disabled_at = NULL, disabled_reason = NULL');
  await strip();
});

t.test('Confirming an authenticator ends the sign-ins that no factor proved, and is told of each', async (t) => {
  const thief = await signIn('viewer');
  const here = await signIn('viewer');
  const laptop = new SoftwareAuthenticator();
  await (await beginPasskey(here.identity, laptop))();
  const other = await loginWith(laptop);
  const owner = await loginWith(laptop);
  heard.length = 0;
  await (await begin(owner)).confirm();
  await until('the news', async () => heard.filter(({ name }) => name === 'sign-in.ended').length >= 2);
  t.equal(await refresh(thief.cookie), 'SESSION_EXPIRED');
  t.equal(await refresh(here.cookie), 'SESSION_EXPIRED', 'the one that added the passkey, too: it had shown none');
  const rows = await postgres.query('SELECT revoked_reason FROM sign_in WHERE id = ANY($1)', [
    [other.signInId, owner.signInId, thief.identity.signInId],
  ]);
  t.same(
    rows.map(({ revoked_reason }) => String(revoked_reason)).sort(),
    ['null', 'null', 'second_factor_added'],
    'what a passkey proved stays',
  );
  const again = () =>
    codeOf(accounts.changePassword(call({ caller: thief.identity, body: { password, newPassword: 'x' } })));
  t.equal(await again(), 'UNAUTHENTICATED', 'and the ended one proves nothing any more');
  await strip();
});

t.test('Begun before there was a passkey, an authenticator is not confirmed with the password alone', async (t) => {
  const thief = await signIn('fan');
  const slipped = await begin(thief.identity);
  const laptop = new SoftwareAuthenticator();
  await (await beginPasskey((await signIn('fan')).identity, laptop))();
  const refused = await slipped.confirm().catch((error: unknown) => error);
  t.match(refused, { code: 'SECOND_FACTOR_NEEDED', facts: { methods: ['passkey'] } });
  const owner = await loginWith(laptop);
  const { confirm } = await begin(owner);
  t.equal(await codeOf(confirm()), 'no refusal', 'who showed the passkey confirms it');
  await strip();
});

t.test('Begun before there was a second factor, a passkey is not added with the password alone', async (t) => {
  const thief = await signIn('fan');
  const [first, second] = [await beginPasskey(thief.identity), await beginPasskey(thief.identity)];
  const owner = await signIn('fan');
  const { confirm } = await begin(owner.identity);
  const ready = await beginPasskey(owner.identity);
  await confirm();
  t.equal(await codeOf(first()), 'UNAUTHENTICATED', 'the sign-in is over');
  t.equal(await codeOf(ready()), 'no refusal', 'the one that confirmed adds it');
  await strip();
  const [mine, more] = [
    await beginPasskey((await signIn('fan')).identity),
    await beginPasskey((await signIn('fan')).identity),
  ];
  await mine();
  t.equal(await codeOf(more()), 'SECOND_FACTOR_NEEDED', 'nor beside another passkey');
  t.equal(await codeOf(second()), 'UNAUTHENTICATED');
  await strip();
});

t.test('A sign-in that races with the factor does not slip past it', async (t) => {
  for (let round = 0; round < 4; round += 1) {
    const { confirm } = await begin((await signIn('fan')).identity);
    const racing = Array.from({ length: 4 }, () => codeOf(signIn('fan')));
    await Promise.all([confirm(), ...racing]);
    const [row] = await postgres.query(
      `SELECT count(*)::int AS n FROM sign_in JOIN account a ON a.id = user_id
       WHERE a.email = $1 AND revoked_at IS NULL AND NOT second_factor`,
      [emailOf('fan')],
    );
    t.same(row, { n: 0 });
    await strip();
  }
});

t.test('A password that was checked before another was set changes nothing after it', async (t) => {
  const owner = await signIn('fan');
  const thief = await signIn('fan');
  const change = (caller: Identity, newPassword: string) =>
    codeOf(accounts.changePassword(call({ caller, body: { password, newPassword } })));
  const answers = await Promise.all([
    change(owner.identity, 'wet gravel sings'),
    change(thief.identity, 'grey gravel hums'),
  ]);
  t.equal(answers.filter((answer) => answer === 'no refusal').length, 1, 'of two at once one is done');
  t.equal(answers.filter((answer) => answer === 'UNAUTHENTICATED').length, 1, 'which signed the other out');
  await postgres.query(
    'UPDATE account SET password_hash = (SELECT password_hash FROM account WHERE email = $1) WHERE email = $2',
    [emailOf('viewer'), emailOf('fan')],
  );
});

t.test('Roles that begin to count do so at once, on sockets too; for others nothing is renewed', async (t) => {
  const moss = await signIn('moderator');
  await news.sweep();
  heard.length = 0;
  const { signedIn } = await (await begin(moss.identity)).confirm();
  const fresh = verifyAccessToken(deps, signedIn.accessToken);
  t.match(fresh, { roles: ['viewer', 'moderator'], heldBack: [], rightsVersion: moss.identity.rightsVersion + 1 });
  const changes = () => heard.filter(({ name }) => name === 'account.rights-changed');
  await until('the news', () => changes().length > 0);
  t.same(changes(), [
    { name: 'account.rights-changed', body: { userId: fresh.userId, rightsVersion: fresh.rightsVersion } },
  ]);
  heard.length = 0;
  await (await begin((await signIn('fan')).identity)).confirm();
  await told('fan', 1);
  t.same(changes(), []);
  await strip();
});
