/** Opening an account: adults only, good passwords, names of their own, and what is kept of it. */
import t from 'tap';
import { verifyAccessToken } from '../../server/domains/accounts/index.ts';
import type { CodedRefusal } from '../../server/protocol/errors.ts';
import { Handle } from '../../server/protocol/http/names.ts';
import { until } from '../world/until.ts';
import { call, codeOf, openStage } from './accounts-stage.ts';

const stage = await openStage(t);
const { accounts, database, deps, heard, postgres } = stage;
const good = {
  email: 'Ann@Example.com',
  password: 'wet gravel sings',
  displayName: 'Ann Otherby',
  birthDate: '1987-03-14',
};
const register = (given: Partial<typeof good> = {}) => accounts.register(call({ body: { ...good, ...given } }));

t.test('Who registers is signed in, as a viewer with a handle, and is told to prove the address', async (t) => {
  const made = call({ body: good, cookies: { busker_refresh: 'fixed-by-a-stranger' }, userAgent: 'curl/8' });
  const { user, accessToken } = await accounts.register(made);
  t.match(user, { email: 'ann@example.com', displayName: 'Ann Otherby', handle: 'ann_otherby', roles: ['viewer'] });
  t.same([user.emailVerified, user.secondFactor], [false, { enrolled: false, used: false, required: false }]);
  t.equal(verifyAccessToken(deps, accessToken).userId, user.id);
  t.match(made.written.get('busker_refresh'), /^[\w-]{43}$/, 'a cookie of ours');
  t.not(made.written.get('busker_refresh'), 'fixed-by-a-stranger');
  await until('the news', () => heard.length > 0);
  t.same(heard.splice(0), [{ name: 'account.registered', body: { userId: user.id } }]);
  const mails = await until('the mail', async () => {
    const found = await stage.mail.list('ann@example.com', 9);
    return found.length > 0 ? found : undefined;
  });
  t.match(mails, [{ subject: /confirm/, text: /http:\/\/localhost:3000\/verify-email\?token=[\w-]{43}/ }]);
});

t.test('The birth date is nowhere: not in the database, not in the outbox', async (t) => {
  const tables = await postgres.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  );
  for (const { name } of tables) {
    const rows = await postgres.query(`SELECT t::text AS row FROM "${name}" t`);
    t.notMatch(JSON.stringify(rows), /1987-03-14|1987/, name);
  }
  const [kept] = await postgres.query(`SELECT adult_method, adult_at FROM account WHERE email = 'ann@example.com'`);
  t.match(kept, { adult_method: 'declared', adult_at: Date });
});

t.test('Minors and impossible dates are refused, and nothing is left of the attempt', async (t) => {
  const minor = { email: 'minor@example.com', birthDate: '2008-11-22' };
  t.equal(await codeOf(register(minor)), 'ADULTS_ONLY');
  const refused = await register({ ...minor, birthDate: '2027-01-01' }).catch((error: CodedRefusal) => error);
  t.match(refused, { code: 'VALIDATION_FAILED', facts: { issues: [{ path: 'birthDate' }] } });
  t.equal(await database.read.account.count({ where: { email: minor.email } }), 0);
});

t.test('Weak passwords and unfit names are refused', async (t) => {
  const weak = await register({ email: 'b@example.com', password: 'password123' }).catch(
    (error: CodedRefusal) => error,
  );
  t.match(weak, { code: 'PASSWORD_WEAK', facts: { rule: 'too-common' } });
  t.equal(await codeOf(register({ email: 'b@example.com', password: 'Ann Otherby' })), 'PASSWORD_WEAK');
  t.equal(await codeOf(register({ email: 'b@example.com', displayName: 'fuck you' })), 'CONTENT_BLOCKED');
});

t.test('An address is taken once, however it is written', async (t) => {
  t.equal(await codeOf(register({ email: 'ANN@example.com' })), 'EMAIL_TAKEN');
});

t.test('Of many who register one address at once, one gets it', async (t) => {
  const codes = await Promise.all(Array.from({ length: 6 }, () => codeOf(register({ email: 'race@example.com' }))));
  t.same(codes.filter((code) => code === 'no refusal').length, 1);
  t.same(codes.filter((code) => code === 'EMAIL_TAKEN').length, 5);
});

t.test('Many of one name at once get handles that differ', async (t) => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const all = await Promise.all(
    names.map((name) => register({ email: `${name}@same.example`, displayName: 'Sam Same' })),
  );
  const handles = all.map(({ user }) => user.handle);
  t.equal(new Set(handles).size, names.length);
  t.ok(handles.includes('sam_same'));
  for (const handle of handles) t.ok(Handle.safeParse(handle).success && handle.startsWith('sam_same'), handle);
});

t.test('Five an hour from one place, no more', async (t) => {
  const strict = await openStage(t, { limitsFactor: 1 });
  const attempt = (number: number, ip = '192.0.2.7') =>
    codeOf(strict.accounts.register(call({ body: { ...good, email: `h${number}@example.com` }, ip })));
  for (let time = 0; time < 5; time += 1) t.equal(await attempt(time), 'no refusal');
  t.equal(await attempt(5), 'RATE_LIMITED');
  t.equal(await attempt(6, '192.0.2.8'), 'no refusal', 'from elsewhere it goes on');
});
