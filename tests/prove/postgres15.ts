/**
 * `npm run prove -- postgres15 [--bin FOLDER] [tests …]`: the tests of ledger, wallets, tips, outbox and database once more, on Debian's
 * Postgres 15 instead of the embedded one, or on the Postgres whose programs lie in FOLDER.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { postgresMajor } from '../../infra/backup/postgres-major.ts';
import { createSteps } from '../../infra/bootstrap/steps.mjs';
import { findTests, runTap, totalLines } from '../../infra/checks/run-tap.ts';
import { root } from '../../infra/supervisor/checkout.ts';
import { postgres15 } from '../world/postgres15.ts';

const domains = ['ledger', 'wallets', 'tips', 'outbox', 'database'].map((name) => `tests/domains/${name}.`);

const { values, positionals } = parseArgs({
  options: { bin: { type: 'string', default: postgres15 } },
  allowPositionals: true,
});
if (!existsSync(join(values.bin, 'postgres'))) {
  throw new Error(`There is no Postgres in ${values.bin}: install the Debian package postgresql-15, or name a --bin.`);
}
const log = createSteps();
const files = findTests(root, positionals.length === 0 ? domains : positionals);
log.say(`Postgres ${postgresMajor({ programs: values.bin, cluster: '' })}, ${files.length} test files`);
process.env.BUSKER_TEST_POSTGRES_BIN = values.bin;
const totals = await runTap(root, { files }, log);
for (const line of totalLines(totals)) log.say(line);
process.exitCode = totals.failed.length === 0 ? 0 : 1;
