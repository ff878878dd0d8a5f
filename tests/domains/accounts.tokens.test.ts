/** Access tokens and socket tickets: only ours, only for this door, only while they last. */
import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import t from 'tap';
import { deriveKey } from '../../server/config/keys.ts';
import {
  issueAccessToken,
  issueTicket,
  openSignIn,
  redeemTicket,
  verifyAccessToken,
} from '../../server/domains/accounts/index.ts';
import { isRedisDown } from '../../server/platform/redis/index.ts';
import { call, castMember, codeOf, openStage, secret } from './accounts-stage.ts';

const stage = await openStage(t);
const { accounts, clock, database, deps } = stage;
const key = deps.accessTokenKey;
const viewer = castMember('viewer');
const nowSeconds = () => Math.floor(clock.now() / 1_000);
const claims = () => ({
  ...{ typ: 'access', iss: 'busker', aud: 'busker-api', sub: viewer.userId, sid: viewer.signInId, name: 'Vic' },
  ...{ handle: 'vic', held: [], rv: 1, roles: ['viewer'], iat: nowSeconds(), exp: nowSeconds() + 600 },
});
const header = { alg: 'HS256', typ: 'at+jwt' };
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token with any header and any claims, signed by hand. */
function forged(head: object, body: object, sign: KeyObject | Buffer = key): string {
  const signed = `${encoded(head)}.${encoded(body)}`;
  return `${signed}.${createHmac('sha256', sign).update(signed).digest('base64url')}`;
}

const verdict = (token: string) => codeOf(Promise.resolve().then(() => verifyAccessToken(deps, token)));

t.test('What we issue is believed, for ten minutes', async (t) => {
  const token = issueAccessToken(deps, viewer);
  t.same(verifyAccessToken(deps, token), viewer);
  clock.advance(599_000);
  t.same(verifyAccessToken(deps, token), viewer);
  clock.advance(1_000);
  t.equal(await verdict(token), 'UNAUTHENTICATED');
});

t.test(
  'A token built by hand exactly like ours is believed: the forgeries below fail for their one difference',
  async (t) => {
    t.same(verifyAccessToken(deps, forged(header, claims())), viewer);
  },
);

const forgeries: Record<string, () => string> = {
  'no signature (alg none)': () => `${encoded({ alg: 'none', typ: 'at+jwt' })}.${encoded(claims())}.`,
  'no signature under the right algorithm': () => `${encoded(header)}.${encoded(claims())}.`,
  'another key': () => forged(header, claims(), Buffer.alloc(32, 7)),
  'the root secret itself as key': () => forged(header, claims(), Buffer.from(secret)),
  'the key of another door': () => forged(header, claims(), deriveKey(secret, 'session-token')),
  'another HMAC': () => jwt.sign(claims(), key, { algorithm: 'HS512', header: { alg: 'HS512', typ: 'at+jwt' } }),
  'a signature with a private key': () =>
    jwt.sign(claims(), generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey, { algorithm: 'RS256' }),
  'the audience of another door': () => forged(header, { ...claims(), aud: 'busker-media' }),
  'another issuer': () => forged(header, { ...claims(), iss: 'elsewhere' }),
  'the type of another token': () => forged(header, { ...claims(), typ: 'session' }),
  'the header type of another token': () => forged({ alg: 'HS256', typ: 'JWT' }, claims()),
  'no end': () => forged(header, { ...claims(), exp: undefined }),
  'an end too far away': () => forged(header, { ...claims(), exp: nowSeconds() + 901 }),
  'an end that has passed': () => forged(header, { ...claims(), iat: nowSeconds() - 700, exp: nowSeconds() - 1 }),
  'no sign-in': () => forged(header, { ...claims(), sid: undefined }),
  'a role that does not exist': () => forged(header, { ...claims(), roles: ['owner'] }),
  'a subject that is no id': () => forged(header, { ...claims(), sub: '1 OR 1=1' }),
  'changed claims under the old signature': () => {
    const [head, , signature] = issueAccessToken(deps, viewer).split('.');
    return `${head}.${encoded({ ...claims(), roles: ['admin'] })}.${signature}`;
  },
  nothing: () => '',
  nonsense: () => 'a.b.c',
};

for (const [what, make] of Object.entries(forgeries)) {
  t.test(`A token with ${what} is refused`, async (t) => {
    t.equal(await verdict(make()), 'UNAUTHENTICATED');
  });
}

async function signedIn() {
  const account = await database.read.account.findUniqueOrThrow({ where: { id: viewer.userId } });
  const { signIn } = await openSignIn(deps, account as never, { secondFactor: false, userAgent: '' });
  return { ...viewer, signInId: signIn.id };
}

t.test('A ticket opens once, as the person who asked for it', async (t) => {
  const identity = await signedIn();
  const { ticket, expiresIn } = await accounts.socketTicket(call({ caller: identity }));
  t.equal(expiresIn, 60);
  t.same(await redeemTicket(deps, ticket), identity);
  t.equal(await codeOf(redeemTicket(deps, ticket)), 'UNAUTHENTICATED');
});

t.test('Of many who present one ticket at once, one is let in', async (t) => {
  const ticket = await issueTicket(deps, await signedIn());
  const codes = await Promise.all(Array.from({ length: 6 }, () => codeOf(redeemTicket(deps, ticket))));
  t.equal(codes.filter((code) => code === 'no refusal').length, 1);
});

t.test('A ticket lasts a minute and is not stored as it is', async (t) => {
  const ticket = await issueTicket(deps, await signedIn());
  const keys = await stage.redisServer.client.keys('ticket:*');
  t.equal(keys.length, 1);
  t.notMatch(keys[0], ticket);
  const seconds = await stage.redisServer.client.ttl(keys[0] ?? '');
  t.ok(seconds > 55 && seconds <= 60);
  await stage.redisServer.client.del(...keys);
  t.equal(await codeOf(redeemTicket(deps, ticket)), 'UNAUTHENTICATED');
});

t.test('A ticket is worth nothing once its sign-in has ended', async (t) => {
  const identity = await signedIn();
  const ticket = await issueTicket(deps, identity);
  await accounts.logout(call({ caller: identity }));
  t.equal(await codeOf(redeemTicket(deps, ticket)), 'UNAUTHENTICATED');
});

t.test('A ticket lets in the person as they are now', async (t) => {
  const ticket = await issueTicket(deps, await signedIn());
  await stage.postgres.query(`UPDATE account SET roles = '{viewer,moderator}' WHERE email = 'viewer@busker.example'`);
  t.match(await redeemTicket(deps, ticket), { roles: ['viewer'], heldBack: ['moderator'], rightsVersion: 2 });
  const disabled = await issueTicket(deps, await signedIn());
  await stage.postgres.query(
    `UPDATE account SET disabled_at = now(), disabled_reason = 'x' WHERE email = 'viewer@busker.example'`,
  );
  t.equal(await codeOf(redeemTicket(deps, disabled)), 'UNAUTHENTICATED');
});

t.test('A token of one door is refused at the others', async (t) => {
  t.equal(await codeOf(redeemTicket(deps, issueAccessToken(deps, viewer))), 'UNAUTHENTICATED');
  t.equal(await verdict(await issueTicket(deps, viewer)), 'UNAUTHENTICATED');
});

t.test('Without Redis there are no tickets, and that is said at once', async (t) => {
  await stage.redisServer.close();
  const failed = await accounts.socketTicket(call({ caller: viewer })).catch((error: unknown) => error);
  t.equal(isRedisDown(failed), true);
  t.same(verifyAccessToken(deps, issueAccessToken(deps, viewer)), viewer, 'who has an access token goes on');
});
