/** Sealing: one chain whatever happens, and nothing is left out of it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import t from 'tap';
import { recordAudit, sealEntries, tellHead } from '../../server/domains/audit/index.ts';
import { until } from '../world/until.ts';
import { act, openAuditStage } from './audit-stage.ts';

const stage = await openAuditStage(t);
const unsealed = async (): Promise<number> => {
  const [row] = await stage.postgres.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM audit_entry e LEFT JOIN audit_seal s ON s.entry_id = e.id WHERE s.hash IS NULL',
  );
  return row?.n ?? -1;
};

t.test('The head is told only where there is one', async (t) => {
  const told: object[] = [];
  const log = { info: (facts: object) => void told.push(facts) };
  await tellHead({ ...stage.deps, log });
  t.same(told, []);
  await stage.write(1);
  t.equal(await sealEntries(stage.deps, 'near the head'), 1);
  await tellHead({ ...stage.deps, log });
  t.match(told, [{ position: '1', hash: /^[0-9a-f]{64}$/ }]);
});

t.test('A transaction that commits late is sealed late, not skipped', async (t) => {
  const { promise: mayCommit, resolve: commit } = Promise.withResolvers<void>();
  const { promise: written, resolve: wrote } = Promise.withResolvers<void>();
  const slow = stage.database.transact(async (tx) => {
    await recordAudit(tx, act(0));
    wrote();
    await mayCommit;
  });
  await written;
  await stage.write(2);
  t.equal(await sealEntries(stage.deps, 'near the head'), 2, 'those with larger numbers do not wait for it');
  commit();
  await slow;
  t.equal(await sealEntries(stage.deps, 'near the head'), 1, 'it comes after them');
  const order = await stage.postgres.query('SELECT entry_id::int AS id FROM audit_seal ORDER BY position');
  t.same(order, [{ id: 1 }, { id: 3 }, { id: 4 }, { id: 2 }]);
  t.equal((await stage.verify()).code, 0);
});

t.test('Ten sealers at once make one chain', async (t) => {
  await stage.write(700);
  const sealers = Array.from({ length: 10 }, () => sealEntries(stage.deps, 'near the head'));
  await Promise.all([...sealers, stage.write(100)]);
  await sealEntries(stage.deps, 'near the head');
  t.equal(await unsealed(), 0, 'nothing is left');
  t.match(await stage.verify(), { code: 0, said: /804 sealed entries/ });
});

t.test('A sealer that is killed leaves nothing half done', async (t) => {
  const file = join(import.meta.dirname, 'fixtures/audit-sealer.ts');
  for (let round = 0; round < 5; round += 1) {
    const child = spawn(process.execPath, [file, stage.postgres.url], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    await stage.write(60 + round * 17);
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await until('another sealer', async () => {
    await sealEntries(stage.deps, 'near the head');
    return (await unsealed()) === 0;
  });
  t.match(await stage.verify(), { code: 0, said: /1274 sealed entries/ }, 'the next goes on where it stopped');
});

t.test('What lies far behind the head is found from the beginning', async (t) => {
  await stage.tamper(
    `INSERT INTO audit_entry (id, at, action, subject_kind, subject_id, facts) OVERRIDING SYSTEM VALUE
     VALUES (50000, now(), 'a.b', 'x', 'x', '{}')`,
  );
  await sealEntries(stage.deps, 'near the head');
  await stage.write(1);
  t.equal(await sealEntries(stage.deps, 'near the head'), 0, 'not each second');
  t.equal(await sealEntries(stage.deps, 'the beginning'), 1, 'but each hour');
});
