/** POST /api/auth/login */
import { demoPassword } from '../../prisma/demo.ts';
import { refusedWith } from './coded.ts';
import type { HttpCase } from './world.ts';

const path = '/api/auth/login';

export const login: HttpCase = async (t, world) => {
  const anyone = world.anyone();
  const signedIn = await anyone.login('moderator');
  t.match(signedIn, {
    user: { email: 'moderator@busker.example', displayName: 'Moss', handle: 'moss', roles: ['viewer'] },
  });
  t.match(signedIn.user.secondFactor, { required: true, used: false }, 'a password alone makes nobody a moderator');
  t.equal(signedIn.expiresIn, 600, '200: the access token is good for ten minutes');
  const again = await anyone.json('POST', path, { email: 'Moderator@BUSKER.example', password: demoPassword });
  t.equal(again.status, 200, '200: an address is the same however it is written');
  const [cookie = ''] = again.headers['set-cookie'] ?? [];
  t.match(
    cookie,
    /^busker_refresh=[\w-]{43}; Max-Age=\d+; Path=\/; .*HttpOnly; SameSite=Strict$/,
    'scripts do not see the cookie',
  );
  t.notMatch(again.text, /argon2|passwordHash/, 'nothing about the password comes back');

  const wrong = await anyone.json('POST', path, { email: 'moderator@busker.example', password: 'busker-demo ' });
  refusedWith(t, wrong, 'CREDENTIALS_WRONG', 'a wrong password');
  const unknown = await anyone.json('POST', path, { email: 'nobody@busker.example', password: demoPassword });
  t.same(unknown.body, wrong.body, '401: an address nobody has is answered the same');

  const good = { email: 'viewer@busker.example', password: demoPassword };
  const bad = [
    ...[
      { email: 1 },
      { email: null },
      { email: 'viewer' },
      { email: `${'a'.repeat(250)}@b.example` },
      { email: [good.email] },
    ],
    ...[
      { password: 1 },
      { password: '' },
      { password: 'x'.repeat(257) },
      { password: { $ne: '' } },
      { password: 'a\u0000' },
    ],
    ...[{ code: 123456 }, { code: '12345' }, { code: 'abcdef' }, { code: '١٢٣٤٥٦' }],
  ];
  for (const one of bad) {
    const answer = await anyone.json('POST', path, { ...good, ...one });
    refusedWith(t, answer, 'VALIDATION_FAILED', JSON.stringify(one).slice(0, 40));
    t.match(answer.body, { issues: [{ path: Object.keys(one)[0] ?? '' }] }, 'the field is named');
  }
  refusedWith(t, await anyone.json('POST', path, {}), 'VALIDATION_FAILED', 'nothing');
};
