/**
 * `npm run archive -- ledger [--before YYYY-MM [--tablespace NAME]]`: the months of the ledger. Without `--before` it lists them; with it,
 * every month before is closed, once the whole chain of seals was verified, and, where a tablespace is named, put there.
 */
import { parseArgs } from 'node:util';
import { readConfig } from '#config/config.ts';
import { type LedgerMonths, openMonths } from '../archive/ledger-months.ts';
import { findDatabase, findOwner } from '../audit/find-database.ts';
import { verifyLedger } from '../audit/verify-ledger.ts';
import { Problem } from '../bootstrap/problem.mjs';
import { runCommandBody } from '../bootstrap/run-command-body.ts';

const wrongUse = 2;

interface Wanted {
  readonly before?: string | undefined;
  readonly tablespace?: string | undefined;
}

await runCommandBody(async () => {
  const wanted = readArguments();
  if (wanted === undefined) {
    console.error('Usage: npm run archive -- ledger [--before YYYY-MM [--tablespace NAME]]');
    return wrongUse;
  }
  const months = await openMonths(findOwner(process.env));
  try {
    await (wanted.before === undefined ? list(months) : roll(months, wanted.before, wanted.tablespace));
  } finally {
    await months.end();
  }
  return 0;
});

/** @returns undefined where it was not said rightly */
function readArguments(): Wanted | undefined {
  try {
    const options = { before: { type: 'string' }, tablespace: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const { before, tablespace } = values;
    const said = positionals.length === 1 && positionals[0] === 'ledger';
    if (!said || (before === undefined && tablespace !== undefined)) return undefined;
    return before === undefined || /^\d{4}-(0[1-9]|1[0-2])$/.test(before) ? values : undefined;
  } catch {
    return undefined;
  }
}

async function list(months: LedgerMonths): Promise<void> {
  for (const { name, closed, megabytes, tablespace } of await months.list()) {
    const place = tablespace === null ? '' : `, in ${tablespace}`;
    console.log(`${name}: ${closed ? 'closed' : 'open'}, ${megabytes.toFixed(0)} MB${place}`);
  }
}

async function roll(months: LedgerMonths, before: string, tablespace: string | undefined): Promise<void> {
  if (tablespace !== undefined) await expectPlace(months, tablespace);
  const { sound, said } = await verifyLedger(findDatabase(process.env), undefined, (words) => console.error(words));
  if (!sound) throw new Problem(`Nothing is closed. ${said}`);
  console.log(said);
  const wanted = (await months.list()).filter((month) => month.name < before);
  let changed = 0;
  for (const { name, closed } of wanted) {
    const { moves, head } = await months.close(name);
    console.log(`${name}: ${closed ? 'was closed before' : 'closed'}, ${moves} movements, sealed by ${head}`);
    if (!closed) changed += 1;
    if (tablespace === undefined) continue;
    const parts = await months.put(name, tablespace);
    console.log(`${name}: ${parts === 0 ? 'was before' : 'now'} in ${tablespace}`);
    changed += parts;
  }
  if (changed === 0) console.log(`There was nothing to do with ${wanted.length} months before ${before}.`);
}

/** Backups of the embedded Postgres do not follow tablespaces, nor can what it archived after one was made be restored. */
async function expectPlace(months: LedgerMonths, tablespace: string): Promise<void> {
  if (readConfig(process.env).database.url === undefined) {
    throw new Problem('--tablespace is for a Postgres of yours (DATABASE_URL): docs/archive.md says why.');
  }
  await months.expectTablespace(tablespace);
}
