/**
 * Tokens as somebody would forge, steal or mix them up.
 */
import jwt from 'jsonwebtoken';
import { newId } from '#kernel/ids.ts';
import { deriveKey, type Purpose } from '../../server/config/keys.ts';

const claims = {
  typ: 'access',
  sub: '01900000-0000-7000-8000-000000000006',
  sid: newId(),
  name: 'Ada',
  roles: ['viewer', 'admin'],
};

interface Forgery {
  readonly purpose?: Purpose;
  readonly secret?: string;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly type?: string;
  readonly algorithm?: 'HS256' | 'HS512';
  readonly ageSeconds?: number;
  readonly lifeSeconds?: number;
}

/** A sound access token of an administrator, with something about it changed. */
export function accessToken(secret: string, forgery: Forgery = {}): string {
  const { ageSeconds = 0, lifeSeconds = 600, algorithm = 'HS256', type = 'at+jwt' } = forgery;
  const iat = Math.floor(Date.now() / 1_000) - ageSeconds;
  const own = { iss: 'busker', aud: 'busker-api', jti: newId(), iat, exp: iat + lifeSeconds };
  const key = deriveKey(forgery.secret ?? secret, forgery.purpose ?? 'access-token');
  return jwt.sign({ ...claims, ...own, ...forgery.claims }, key, { algorithm, header: { alg: algorithm, typ: type } });
}

/** What an API node shows a media node. */
export function mediaToken(secret: string): string {
  return jwt.sign({}, deriveKey(secret, 'media-control'), { audience: 'media-control', expiresIn: 60 });
}

/** Everything that is no access token of ours, by what is wrong with it. */
export function badTokens(secret: string): Readonly<Record<string, string>> {
  const good = accessToken(secret);
  const [header = '', body = '', signature = ''] = good.split('.');
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    'signed with another secret': accessToken(secret, { secret: 'another secret of more than thirty-two letters' }),
    'signed with the key of the media nodes': accessToken(secret, { purpose: 'media-control' }),
    'signed with the key of sessions': accessToken(secret, { purpose: 'session-token' }),
    'of the media nodes': mediaToken(secret),
    'expired a second ago': accessToken(secret, { ageSeconds: 601 }),
    'that lives for a year': accessToken(secret, { lifeSeconds: 31_536_000 }),
    'for another door': accessToken(secret, { claims: { aud: 'media-control' } }),
    'of another issuer': accessToken(secret, { claims: { iss: 'somebody' } }),
    'of another kind': accessToken(secret, { claims: { typ: 'refresh' } }),
    'with another type in its header': accessToken(secret, { type: 'JWT' }),
    'of another algorithm': accessToken(secret, { algorithm: 'HS512' }),
    'with a role that there is not': accessToken(secret, { claims: { roles: ['owner'] } }),
    'of nobody': accessToken(secret, { claims: { sub: 'admin' } }),
    'without a signature, algorithm none': `${encode({ alg: 'none', typ: 'at+jwt' })}.${body}.`,
    'with its signature cut off': `${header}.${body}.`,
    'with claims exchanged': `${header}.${encode({ ...claims, roles: ['admin'], exp: 4e9 })}.${signature}`,
    'with one letter changed': `${good.slice(0, -2)}${good.at(-2) === 'A' ? 'B' : 'A'}${good.at(-1)}`,
    'that is a word': 'admin',
    'of dots': '..',
  };
}
