/** The demo's cast: there once, as the contract names it, and nowhere outside a demo. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import t from 'tap';
import { demoAccounts, demoPassword, demoPerformerId, demoStreamId } from '../../prisma/demo.ts';
import { seed } from '../../prisma/seed.ts';
import { fakeClock } from '../../server/kernel/clock.ts';
import { startDatabase } from '../world/database.ts';
import { call, openStage } from './accounts-stage.ts';

t.test('Everybody the contract names can sign in, and the demo streams are there', async (t) => {
  const { accounts, database } = await openStage(t);
  for (const name of ['performer', 'viewer', 'fan', 'supporter', 'moderator', 'admin', 'nova']) {
    const email = `${name}@busker.example`;
    const { user } = await accounts.login(call({ body: { email, password: demoPassword } }));
    const { roles = [], handle } = demoAccounts.find((one) => one.email === email) ?? {};
    const counting = roles.filter((role: string) => role !== 'moderator' && role !== 'admin');
    t.match(user, { roles: counting, handle, emailVerified: true }, name);
    t.equal(user.secondFactor.required, counting.length < roles.length, 'staff must set up a second factor first');
  }
  t.match(await database.read.stream.findUnique({ where: { id: demoStreamId } }), {
    ...{ performerId: demoPerformerId, sessionType: 'broadcast_public', priceTokens: null, adult: false },
  });
});

t.test('Seeding again adds nothing and changes nothing that somebody changed', async (t) => {
  const postgres = await startDatabase();
  t.teardown(() => postgres.close());
  const clock = fakeClock(Date.UTC(2026, 10, 21));
  t.equal(await seed({ url: postgres.adminUrl, clock }), 11);
  await postgres.query(`UPDATE account SET display_name = 'Mara Q.' WHERE email = 'performer@busker.example'`);
  await postgres.query('DELETE FROM stream WHERE id = $1', [demoStreamId]);
  t.equal(await seed({ url: postgres.adminUrl, clock }), 1, 'only what was missing');
  const [row] = await postgres.query(`SELECT display_name FROM account WHERE email = 'performer@busker.example'`);
  t.same(row, { display_name: 'Mara Q.' });
});

t.test('The demo’s viewers have tokens to give, once, however often it starts', async (t) => {
  const postgres = await startDatabase();
  t.teardown(() => postgres.close());
  const clock = fakeClock(Date.UTC(2026, 10, 21));
  const balances = () =>
    postgres.query(
      `SELECT p.handle, a.kind, (a.balance / 10000)::int AS tokens FROM ledger.account a JOIN account p ON p.id = a.owner_id
       WHERE a.balance > 0 ORDER BY 1, 2`,
    );
  const given = [
    { handle: 'fern', kind: 'wallet:promo', tokens: 5_000 },
    { handle: 'vic', kind: 'wallet:promo', tokens: 5_000 },
  ];
  await seed({ url: postgres.adminUrl, clock });
  t.same(await balances(), given, 'given, not bought');
  await Promise.all([seed({ url: postgres.adminUrl, clock }), seed({ url: postgres.adminUrl, clock })]);
  t.same(await balances(), given);
  t.match(await postgres.query('SELECT kind FROM ledger.move'), [{ kind: 'issue' }, { kind: 'issue' }]);
});

t.test('As programs, migrate and seed take their settings and say what they did in one line', async (t) => {
  const postgres = await startDatabase();
  t.teardown(() => postgres.close());
  const { adminUrl } = await postgres.another('empty');
  const run = (file: string, env: Record<string, string>) => {
    const path = join(import.meta.dirname, '../../prisma', file);
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', path], { env, encoding: 'utf8' });
    return { status, said: `${stdout}${stderr}` };
  };
  t.same(run('migrate.ts', {}), {
    status: 1,
    said: 'The setting DATABASE_ADMIN_URL is required here and is not set.\n',
  });
  const nowhere = run('migrate.ts', { DATABASE_ADMIN_URL: 'postgres://owner:x@127.0.0.1:1/busker' });
  t.match(nowhere, { status: 1, said: /^The database cannot be reached as its owner: .+\n$/ });
  t.match(run('migrate.ts', { DATABASE_ADMIN_URL: adminUrl }), { status: 0, said: /^Applied 0001_foundation.*\n$/ });
  t.same(run('migrate.ts', { DATABASE_ADMIN_URL: adminUrl }), { status: 0, said: 'The database is up to date.\n' });
  const without = run('seed.ts', { DATABASE_ADMIN_URL: adminUrl, BUSKER_DEMO: '0' });
  t.same(without, { status: 0, said: 'BUSKER_DEMO is 0: nothing to seed.\n' });
  t.match(run('seed.ts', { DATABASE_ADMIN_URL: adminUrl }), { status: 0, said: /11 rows added/ });
});
