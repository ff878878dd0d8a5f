/** Whoever changes the log behind our back is found by the verifier, at the entry they changed. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { exportAudit, sealEntries } from '../../server/domains/audit/index.ts';
import { openAuditStage } from './audit-stage.ts';

const stage = await openAuditStage(t);
await stage.write(12);
await sealEntries(stage.deps, 'near the head');
const [noted] = await stage.postgres.query<{ hash: string }>(
  'SELECT hash FROM audit_seal ORDER BY position DESC LIMIT 1',
);
const head = noted?.hash ?? '';
for (const kept of ['entry', 'seal', 'reason']) {
  await stage.postgres.query(`CREATE TABLE kept_${kept} AS TABLE audit_${kept}`);
}
const putBack = [
  'DELETE FROM audit_seal',
  'DELETE FROM audit_reason',
  'DELETE FROM audit_entry',
  'INSERT INTO audit_entry OVERRIDING SYSTEM VALUE SELECT * FROM kept_entry',
  'INSERT INTO audit_seal SELECT * FROM kept_seal',
  'INSERT INTO audit_reason SELECT * FROM kept_reason',
];

t.test('A log nobody touched', async (t) => {
  const { code, said } = await stage.verify('--head', head);
  t.equal(code, 0, 'is sound');
  t.match(said, new RegExp(`12 sealed entries, 0 not sealed yet\\. Its head is position 12, ${head}`), 'says its head');
});

const noForeignKey = 'ALTER TABLE audit_seal DROP CONSTRAINT audit_seal_entry_id_fkey';
const swapped = `UPDATE audit_seal SET entry_id = -entry_id WHERE position IN (4, 5);
  UPDATE audit_seal SET entry_id = CASE position WHEN 4 THEN 5 ELSE 4 END WHERE position IN (4, 5)`;
const cut = `DELETE FROM audit_seal WHERE position > 9; DELETE FROM audit_reason WHERE entry_id > 9;
  DELETE FROM audit_entry WHERE id > 9`;
const oneReason = 'DELETE FROM audit_reason WHERE entry_id = 5';
const tamperings: Record<string, [sql: string[], found: RegExp, args?: string[]]> = {
  'another reason': [
    [`UPDATE audit_reason SET text = 'x' WHERE entry_id = 5`],
    /The reason of entry 5 is not what was promised/,
  ],
  'another promise': [
    [`UPDATE audit_entry SET reason_commitment = repeat('a', 64) WHERE id = 5`, oneReason],
    /Entry 5 \(position 5, .*not what was sealed/,
  ],
  'words instead of a promise': [
    [`UPDATE audit_entry SET reason_commitment = NULL, reason = 'x' WHERE id = 5`, oneReason],
    /Entry 5 \(position 5, .*not what was sealed/,
  ],
  'a reason gone': [
    ['DELETE FROM audit_reason WHERE entry_id IN (5, 7)'],
    /The reason of entry 5 is gone, and no entry says that it was forgotten\. So are those of 1 others/,
  ],
  'another actor': [['UPDATE audit_entry SET actor_id = NULL WHERE id = 12'], /Entry 12 \(position 12/],
  'another time': [[`UPDATE audit_entry SET at = at + interval '1 ms' WHERE id = 1`], /Entry 1 \(position 1/],
  'another fact, deep inside': [
    [`UPDATE audit_entry SET facts = jsonb_set(facts, '{zeta,3,b}', '1.6') WHERE id = 7`],
    /Entry 7 \(position 7/,
  ],
  'no address': [['UPDATE audit_entry SET ip = NULL WHERE id = 2'], /Entry 2 \(position 2/],
  'an entry without its seal': [['DELETE FROM audit_seal WHERE position = 6'], /Position 6 is missing/],
  'the first gone': [['DELETE FROM audit_seal WHERE position = 1'], /Position 1 is missing/],
  'a seal without its entry': [
    [noForeignKey, 'DELETE FROM audit_reason WHERE entry_id = 8', 'DELETE FROM audit_entry WHERE id = 8'],
    /Position 8: its entry was removed/,
  ],
  'entries exchanged': [[noForeignKey, swapped], /Entry 5 \(position 4, .*not what was sealed/],
  'a new seal for a changed entry': [
    [`UPDATE audit_seal SET hash = repeat('a', 64) WHERE position = 3`],
    /Entry 3 \(position 3/,
  ],
  'the tail cut off': [[cut], /head that was noted.*is not in it.*position 9/, ['--head', head]],
};

for (const [what, [sql, found, args = []]] of Object.entries(tamperings)) {
  t.test(`Tampering: ${what}`, async (t) => {
    await stage.tamper(...sql);
    const { code, said } = await stage.verify(...args);
    t.equal(code, 1, 'is found');
    t.match(said, found, 'where it is');
    await stage.tamper(...putBack);
    if (sql.includes(noForeignKey)) {
      await stage.postgres.query(
        'ALTER TABLE audit_seal ADD CONSTRAINT audit_seal_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES audit_entry (id)',
      );
    }
    t.equal((await stage.verify('--head', head)).code, 0, 'and not without it');
  });
}

t.test('Tampering: an entry of last year, sealed by our own sealer', async (t) => {
  await stage.tamper(
    `INSERT INTO audit_entry (at, actor_id, action, subject_kind, subject_id, facts) OVERRIDING SYSTEM VALUE
     SELECT at - interval '1 year', actor_id, action, subject_kind, subject_id, facts FROM audit_entry WHERE id = 1`,
  );
  await sealEntries(stage.deps, 'near the head');
  const { code, said } = await stage.verify();
  t.equal(code, 1);
  t.match(said, /inserted afterwards/);
  await stage.tamper(...putBack);
});

t.test('A chain that was computed anew from a changed entry', async (t) => {
  await stage.tamper('UPDATE audit_entry SET actor_id = NULL WHERE id = 5', 'DELETE FROM audit_seal');
  await sealEntries(stage.deps, 'the beginning');
  t.equal((await stage.verify()).code, 0, 'is sound in itself');
  t.equal((await stage.verify('--head', head)).code, 1, 'and is not what was noted');
  await stage.tamper(...putBack);
});

t.test('An export', async (t) => {
  const folder = t.testdir();
  const { bytes, count } = await exportAudit(stage.database.read, {}, new Date());
  t.equal(count, 12);
  const lines = bytes.toString().trimEnd().split('\n');
  const judge = async (name: string, changed: readonly string[], ...args: string[]) => {
    const file = join(folder, `${name}.ndjson`);
    writeFileSync(file, `${changed.join('\n')}\n`);
    return stage.verify('--file', file, ...args);
  };
  t.match(await judge('whole', lines, '--head', head), { code: 0, said: /12 sealed entries/ }, 'is sound');
  t.match(await judge('cut', lines.slice(0, -2)), { code: 1, said: /last position is 12, but it ends at position 10/ });
  t.match(await judge('removed', lines.toSpliced(4, 1)), { code: 1, said: /Position 4 is missing/ });
  const [third = '', fourth = ''] = lines.slice(3, 5);
  t.match(await judge('reordered', lines.toSpliced(3, 2, fourth, third)), { code: 1, said: /Position 3 is missing/ });
  t.match(await judge('doubled', lines.toSpliced(4, 0, third)), { code: 1, said: /Entry 3 is there twice/ });
  const edited = lines.with(6, (lines[6] ?? '').replace('Number', 'Numbre'));
  t.match(await judge('edited', edited), { code: 1, said: /reason of entry 6 is not what was promised/ });
  const renamed = lines.with(6, (lines[6] ?? '').replace('"action":"', '"action":"x'));
  t.match(await judge('renamed', renamed), { code: 1, said: /Entry 6 .*not what was sealed/ });
  t.match(await judge('noise', ['hello']), { code: 1, said: /Line 1 of the file is not readable/ });
  t.match(await judge('half', [...lines, '{"entry":{}}']), { code: 1, said: /Line 14 .*no entry/ });
  t.match(await stage.verify('--file', join(folder, 'nothing')), { code: 1, said: /cannot be read/ });
  t.match(await stage.verify('--heads', 'x'), { code: 2, said: /^Usage/ });

  const some = await exportAudit(stage.database.read, { before: 9n }, new Date());
  t.match(await judge('some', some.bytes.toString().trimEnd().split('\n')), { code: 0, said: /Only some entries/ });
});
