/** POST /api/auth/refresh and /api/auth/logout: what the cookie is worth. */
import type { ApiClient } from '../world/api.ts';
import { until } from '../world/until.ts';
import { refusedWith } from './coded.ts';
import type { HttpCase } from './world.ts';

const name = 'busker_refresh';
const refresh = (client: ApiClient, cookie?: string) =>
  client.json('POST', '/api/auth/refresh', {}, cookie === undefined ? {} : { cookie: `${name}=${cookie}` });

export const refreshing: HttpCase = async (t, world) => {
  const fan = world.anyone();
  await fan.login('fan');
  const first = fan.cookies.get(name) ?? '';
  t.match((await refresh(fan)).body, { user: { displayName: 'Fern' }, expiresIn: 600 }, '200: a cookie is traded');
  const second = fan.cookies.get(name) ?? '';
  t.not(second, first, 'for another');
  t.equal((await refresh(fan)).status, 200, '200: which is good in its turn');
  const third = fan.cookies.get(name) ?? '';

  const thief = world.anyone();
  refusedWith(t, await refresh(thief, first), 'SESSION_REUSED', 'an old cookie comes back');
  refusedWith(t, await refresh(thief, third), 'SESSION_REUSED', 'and takes the whole sign-in with it');
  refusedWith(t, await refresh(world.anyone()), 'UNAUTHENTICATED', 'no cookie');
  for (const cookie of [
    'x',
    '',
    '%00',
    '%E0%A4%A',
    'j:{"a":1}',
    'j:["a"]',
    's:signed.x',
    first.slice(1),
    'x'.repeat(8_000),
  ]) {
    refusedWith(t, await refresh(thief, cookie), 'UNAUTHENTICATED', `the cookie ${cookie.slice(0, 20)}`);
  }
};

export const signingOut: HttpCase = async (t, world) => {
  const fan = world.anyone();
  await fan.login('fan');
  const cookie = fan.cookies.get(name) ?? '';
  const left = await fan.ask('logout', { body: {} });
  t.equal(left.status, 200);
  t.match(
    left.headers['set-cookie']?.[0],
    /^busker_refresh=; Path=\/; Expires=Thu, 01 Jan 1970/,
    '200: the cookie is gone',
  );
  refusedWith(t, await refresh(world.anyone(), cookie), 'SESSION_EXPIRED', 'a copy of it is worth nothing');
  const again = await until('the end of the access token', async () => {
    const answer = await fan.ask('logout', { body: {} });
    return answer.status === 200 ? undefined : answer;
  });
  refusedWith(t, again, 'UNAUTHENTICATED', 'its access token is worth nothing either');
  fan.accessToken = undefined;
  t.equal((await fan.ask('logout', { body: {} })).status, 200, '200: repeating it changes nothing');
  t.equal((await world.anyone().ask('logout', { body: {} })).status, 200, '200: nobody may sign out too');
};
