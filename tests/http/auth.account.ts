/** POST /api/auth/register and what follows from it over HTTP: cookies, mail, the second factor at the door. */
import { until } from '../world/until.ts';
import { refusedWith } from './coded.ts';
import { meet } from './people.ts';
import type { HttpCase } from './world.ts';

const good = {
  email: 'newcomer@example.com',
  password: 'wet gravel sings',
  displayName: 'New Comer',
  birthDate: '1985-05-05',
};

export const registering: HttpCase = async (t, world) => {
  const newcomer = world.anyone();
  const opened = await newcomer.json('POST', '/api/auth/register', good, { cookie: 'busker_refresh=fixed' });
  t.equal(opened.status, 201, opened.text);
  t.match(opened.body, { user: { handle: 'new_comer', roles: ['viewer'], emailVerified: false }, expiresIn: 600 });
  const cookies = opened.headers['set-cookie'] ?? [];
  t.match(
    cookies.find((line) => line.startsWith('busker_refresh=')),
    /^busker_refresh=[\w-]{43}; .*HttpOnly; SameSite=Strict/,
  );
  t.match(
    cookies.find((line) => line.startsWith('busker_device=')),
    /^busker_device=[^;]+; .*HttpOnly; SameSite=Strict/,
  );
  t.notMatch(opened.text, /1985|birth/, 'the date does not come back');

  const again = await world.anyone().json('POST', '/api/auth/register', { ...good, email: 'NEWCOMER@example.com' });
  refusedWith(t, again, 'EMAIL_TAKEN', 'the same address');
  const ask = (given: Record<string, unknown>) =>
    world.anyone().json('POST', '/api/auth/register', { ...good, email: 'other@example.com', ...given });
  refusedWith(t, await ask({ birthDate: '2020-01-01' }), 'ADULTS_ONLY', 'a child');
  refusedWith(t, await ask({ password: 'password123' }), 'PASSWORD_WEAK', 'a password anybody would try');
  for (const birthDate of [
    '2001-02-30',
    '2001-13-01',
    '2999-01-01',
    '1985-05-05T00:00:00Z',
    '05.05.1985',
    '',
    null,
    0,
  ]) {
    refusedWith(t, await ask({ birthDate }), 'VALIDATION_FAILED', `the birth date ${birthDate}`);
  }
  for (const displayName of ['', '   ', 'x'.repeat(61), '\u200b', 5]) {
    refusedWith(
      t,
      await ask({ displayName }),
      'VALIDATION_FAILED',
      `the name ${JSON.stringify(displayName).slice(0, 20)}`,
    );
  }
  refusedWith(t, await ask({ roles: ['admin'] }), 'VALIDATION_FAILED', 'a field that nobody asked for');
};

export const verifying: HttpCase = async (t, world) => {
  const person = world.anyone();
  const email = 'verifier@example.com';
  const { user, accessToken } = await person.do('register', { body: { ...good, email } });
  t.equal(user.emailVerified, false);
  const token = await until('the mail', async () => {
    const { mails } = await person.do('listMail', { query: { to: email } });
    return /token=([\w-]{43})/.exec(mails[0]?.text ?? '')?.[1];
  });
  await person.do('verifyEmail', { body: { token } });
  refusedWith(t, await person.ask('verifyEmail', { body: { token } }), 'LINK_EXPIRED', 'a second time');
  t.equal((await person.do('refresh', { body: {} })).user.emailVerified, true, '200: it is known from now on');
  person.accessToken = accessToken;
  t.equal((await person.ask('resendVerification', { body: {} })).status, 202, '202: asking again is no error');
};

export const heldBack: HttpCase = async (t, world) => {
  const { client } = await meet(world.stack, 'admin');
  refusedWith(t, await client.ask('searchPeople'), 'SECOND_FACTOR_REQUIRED', 'an admin by password alone');
  const plain = world.anyone();
  await plain.login('viewer');
  refusedWith(t, await plain.ask('searchPeople'), 'FORBIDDEN', 'who is no admin');
  const { cast } = world;
  t.equal((await cast.admin.ask('searchPeople')).status, 200, '200: an admin with a second factor');
};

export const endingEverywhere: HttpCase = async (t, world) => {
  const here = world.anyone();
  const there = world.anyone();
  await here.login('fan');
  await there.login('fan');
  const { signIns } = await here.do('listSignIns');
  t.ok(signIns.length >= 2);
  await here.do('endAllSignIns', { body: {} });
  await until('the end of the other sign-in', async () => (await there.ask('listSignIns')).status === 401, {
    // Promised is one second; a machine that is busy with other tests gets three.
    withinMs: 3_000,
  });
  refusedWith(
    t,
    await there.ask('listSignIns'),
    'UNAUTHENTICATED',
    'an access token of a sign-in that is over, within a second',
  );
  refusedWith(t, await here.ask('refresh', { body: {} }), 'UNAUTHENTICATED', 'here the cookie is gone');
};
