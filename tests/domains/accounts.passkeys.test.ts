/** Passkeys, with an authenticator that signs for real: what lets somebody in, and what no trick does. */
import { generateKeyPairSync } from 'node:crypto';
import t from 'tap';
import { verifyAccessToken } from '../../server/domains/accounts/index.ts';
import type { Identity } from '../../server/platform/http/handler.ts';
import { call, codeOf, openStage } from './accounts-stage.ts';
import { type Manners, SoftwareAuthenticator } from './software-authenticator.ts';

const stage = await openStage(t);
const { accounts, deps, postgres, redisServer } = stage;
const password = 'busker-demo';

async function signIn(name: string): Promise<Identity> {
  const { accessToken } = await accounts.login(call({ body: { email: `${name}@busker.example`, password } }));
  return verifyAccessToken(deps, accessToken);
}

async function add(caller: Identity, authenticator: SoftwareAuthenticator, manners: Manners = {}) {
  const { challengeId, options } = await accounts.beginPasskey(call({ caller, body: { password } }));
  const response = authenticator.create(options, manners);
  return accounts.addPasskey(call({ caller, body: { challengeId, name: 'Laptop', response } }));
}

async function loginWith(authenticator: SoftwareAuthenticator, manners: Manners = {}) {
  const { challengeId, options } = await accounts.passkeyLoginOptions(call({}));
  const response = authenticator.get(options, manners);
  return accounts.passkeyLogin(call({ body: { challengeId, response } }));
}

async function strip(): Promise<void> {
  await postgres.query('DELETE FROM account_passkey');
}

t.test('A passkey is added, listed, and signs in as a second factor', async (t) => {
  const caller = await signIn('moderator');
  const { options } = await accounts.beginPasskey(call({ caller, body: { password } }));
  t.match(options, {
    ...{ rp: { id: 'localhost', name: 'Busker' }, attestation: 'none' },
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const laptop = new SoftwareAuthenticator();
  const { passkey } = await add(caller, laptop);
  t.match(passkey, { name: 'Laptop', lastUsedAt: null });
  const { user, accessToken } = await loginWith(laptop);
  t.match(user, { handle: 'moss', roles: ['viewer', 'moderator'], secondFactor: { enrolled: true, used: true } });
  t.match(verifyAccessToken(deps, accessToken), { roles: ['viewer', 'moderator'], heldBack: [] });
  const { passkeys } = await accounts.readSecurity(call({ caller }));
  t.match(passkeys, [{ name: 'Laptop', lastUsedAt: String }]);
  await strip();
});

t.test('What does not hold is refused when a passkey is added', async (t) => {
  const caller = await signIn('fan');
  const tricks: Record<string, Manners> = {
    'another site’s page': { origin: 'https://evil.example' },
    'our host on another port': { origin: 'http://localhost:3001' },
    'another host': { rpId: 'evil.example' },
    'an unverified user': { userVerified: false },
    'an assertion for a registration': { type: 'webauthn.get' },
  };
  for (const [what, manners] of Object.entries(tricks)) {
    t.equal(await codeOf(add(caller, new SoftwareAuthenticator(), manners)), 'PASSKEY_REFUSED', what);
  }
  t.equal((await postgres.query('SELECT * FROM account_passkey')).length, 0);
  const nonsense = [
    { id: 'x' },
    { id: 'x', response: null },
    { id: '', rawId: 1, response: { attestationObject: 'AAAA', clientDataJSON: 5 } },
  ];
  for (const response of nonsense) {
    const { challengeId } = await accounts.beginPasskey(call({ caller, body: { password } }));
    t.equal(
      await codeOf(accounts.addPasskey(call({ caller, body: { challengeId, name: 'X', response } }))),
      'PASSKEY_REFUSED',
    );
  }
});

t.test('A challenge is answered once, by whom it was made for, for what it was made for', async (t) => {
  const [fan, viewer] = [await signIn('fan'), await signIn('viewer')];
  const begun = await accounts.beginPasskey(call({ caller: fan, body: { password } }));
  const laptop = new SoftwareAuthenticator();
  const response = laptop.create(begun.options);
  const body = { challengeId: begun.challengeId, name: 'Laptop', response };
  t.equal(await codeOf(accounts.addPasskey(call({ caller: viewer, body }))), 'CHALLENGE_EXPIRED', 'another person');
  t.equal(await codeOf(accounts.addPasskey(call({ caller: fan, body }))), 'CHALLENGE_EXPIRED', 'it is gone then');
  await add(fan, laptop);
  const login = await accounts.passkeyLoginOptions(call({}));
  const answer = { challengeId: login.challengeId, response: laptop.get(login.options) };
  const codes = await Promise.all(
    Array.from({ length: 5 }, () => codeOf(accounts.passkeyLogin(call({ body: answer })))),
  );
  t.equal(codes.filter((code) => code === 'no refusal').length, 1, 'of many who replay it at once one gets in');
  t.equal(codes.filter((code) => code === 'CHALLENGE_EXPIRED').length, 4);
  const other = await accounts.passkeyLoginOptions(call({}));
  const mixed = { challengeId: other.challengeId, response: laptop.get(login.options) };
  t.equal(
    await codeOf(accounts.passkeyLogin(call({ body: mixed }))),
    'CREDENTIALS_WRONG',
    'an answer to another challenge',
  );
  const adding = await accounts.beginPasskey(call({ caller: await signInWith(laptop), body: { password } }));
  const crossed = { challengeId: adding.challengeId, response: laptop.get(adding.options) };
  t.equal(
    await codeOf(accounts.passkeyLogin(call({ body: crossed }))),
    'CHALLENGE_EXPIRED',
    'one for adding does not sign in',
  );
  const keys = await redisServer.client.keys('passkey-challenge:*');
  t.notMatch(keys.join(), adding.challengeId, 'its id is stored hashed');
  await strip();
});

async function signInWith(authenticator: SoftwareAuthenticator): Promise<Identity> {
  return verifyAccessToken(deps, (await loginWith(authenticator)).accessToken);
}

t.test('No trick signs in', async (t) => {
  const fan = await signIn('fan');
  const [laptop, phone] = [new SoftwareAuthenticator(), new SoftwareAuthenticator()];
  await add(fan, laptop);
  await add(await signIn('viewer'), phone);
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const viewerHandle = Buffer.from('01900000-0000-7000-8000-000000000002').toString('base64url');
  const tricks: Record<string, Manners> = {
    'another site’s page': { origin: 'https://evil.example' },
    'another host': { rpId: 'evil.example' },
    'an unverified user': { userVerified: false },
    'another key': { key: stranger },
    'the claim to be another person': { userHandle: viewerHandle },
    'a registration for an assertion': { type: 'webauthn.create' },
    'a counter that does not grow': { counter: 0 },
  };
  await loginWith(laptop);
  for (const [what, manners] of Object.entries(tricks)) {
    t.equal(await codeOf(loginWith(laptop, manners)), 'CREDENTIALS_WRONG', what);
  }
  t.equal(await codeOf(loginWith(new SoftwareAuthenticator())), 'CREDENTIALS_WRONG', 'a passkey nobody has');
  const { challengeId, options } = await accounts.passkeyLoginOptions(call({}));
  const borrowed = {
    ...laptop.get(options),
    id: phone.id.toString('base64url'),
    rawId: phone.id.toString('base64url'),
  };
  t.equal(
    await codeOf(accounts.passkeyLogin(call({ body: { challengeId, response: borrowed } }))),
    'CREDENTIALS_WRONG',
    'another’s credential',
  );
  for (const response of [
    { id: '' },
    { id: laptop.id.toString('base64url') },
    { id: laptop.id.toString('base64url'), response: 5 },
  ]) {
    const offered = await accounts.passkeyLoginOptions(call({}));
    t.equal(
      await codeOf(accounts.passkeyLogin(call({ body: { challengeId: offered.challengeId, response } }))),
      'CREDENTIALS_WRONG',
    );
  }
  t.equal(await codeOf(loginWith(laptop)), 'no refusal', 'the honest one still does');
  await postgres.query(`UPDATE account SET disabled_at = now(), disabled_reason = 'x' WHERE id = $1`, [fan.userId]);
  t.equal(await codeOf(loginWith(laptop)), 'CREDENTIALS_WRONG', 'a suspended person');
  await postgres.query('UPDATE account SET disabled_at = NULL, disabled_reason = NULL');
  await strip();
});

t.test('A credential is one person’s, and twenty are enough', async (t) => {
  const fan = await signIn('fan');
  const laptop = new SoftwareAuthenticator();
  await add(fan, laptop);
  const caller = await signInWith(laptop);
  t.equal(await codeOf(add(await signIn('viewer'), laptop)), 'PASSKEY_REFUSED');
  for (let number = 1; number < 20; number += 1) await add(caller, new SoftwareAuthenticator());
  t.equal(await codeOf(add(caller, new SoftwareAuthenticator())), 'PASSKEY_REFUSED');
  await strip();
});

t.test('A password alone cannot add to, nor take from, what a passkey protects', async (t) => {
  const before = await signIn('moderator');
  const laptop = new SoftwareAuthenticator();
  const { passkey } = await add(before, laptop);
  const thief = await signIn('moderator');
  t.equal(await codeOf(add(thief, new SoftwareAuthenticator())), 'SECOND_FACTOR_NEEDED');
  t.equal(await codeOf(accounts.beginTotp(call({ caller: thief, body: { password } }))), 'SECOND_FACTOR_NEEDED');
  const remove = (caller: Identity) => codeOf(accounts.removePasskey(call({ caller, params: { id: passkey.id } })));
  t.equal(await remove(thief), 'SECOND_FACTOR_REQUIRED');
  const owner = await signInWith(laptop);
  t.equal(await remove(owner), 'SECOND_FACTOR_REQUIRED', 'the last one stays where a role demands it');
  const spare = await add(owner, new SoftwareAuthenticator());
  t.equal(await remove(await signIn('viewer')), 'NOT_FOUND', 'somebody else’s');
  const both = [passkey.id, spare.passkey.id].map((id) =>
    codeOf(accounts.removePasskey(call({ caller: owner, params: { id } }))),
  );
  t.same((await Promise.all(both)).sort(), ['SECOND_FACTOR_REQUIRED', 'no refusal'], 'both at once: one stays');
  await strip();
});

t.test('Whoever has only the password of somebody without a role strips no passkey either', async (t) => {
  const { passkey } = await add(await signIn('fan'), new SoftwareAuthenticator());
  const thief = await signIn('fan');
  const removing = accounts.removePasskey(call({ caller: thief, params: { id: passkey.id } }));
  t.equal(await codeOf(removing), 'SECOND_FACTOR_REQUIRED');
  await strip();
});

t.test('Without its last passkey no sign-in of a viewer counts as proved by one', async (t) => {
  const laptop = new SoftwareAuthenticator();
  const { passkey } = await add(await signIn('fan'), laptop);
  const caller = await signInWith(laptop);
  await accounts.removePasskey(call({ caller, params: { id: passkey.id } }));
  const [row] = await postgres.query('SELECT second_factor FROM sign_in WHERE id = $1', [caller.signInId]);
  t.same(row, { second_factor: false });
});
