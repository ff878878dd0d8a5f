/**
 * `npm run audit -- verify [--file export.ndjson] [--head HASH]`: whether the audit log is what was sealed;
 * `npm run audit -- ledger [--head N:HASH]`: whether the ledger is. Ends with 0 where it is, with 1 where it is not, naming what is
 * broken first.
 */
import { parseArgs } from 'node:util';
import { findDatabase } from '../audit/find-database.ts';
import { verifyLedger } from '../audit/verify-ledger.ts';
import { verifyLog } from '../audit/verify-log.ts';
import { runCommandBody } from '../bootstrap/run-command-body.ts';

const usage = `Usage: npm run audit -- verify [--file export.ndjson] [--head HASH]
       npm run audit -- ledger [--head N:HASH]`;
const wrongUse = 2;

await runCommandBody(async () => {
  const verify = readArguments();
  if (verify === undefined) {
    console.error(usage);
    return wrongUse;
  }
  const { sound, said } = await verify();
  console.log(said);
  return sound ? 0 : 1;
});

/** @returns what to do; undefined where it was not said rightly */
function readArguments(): (() => Promise<{ sound: boolean; said: string }>) | undefined {
  try {
    const options = { file: { type: 'string' }, head: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    if (positionals.length !== 1) return undefined;
    if (positionals[0] === 'verify') return readLog(values);
    return positionals[0] === 'ledger' && values.file === undefined ? readLedger(values.head) : undefined;
  } catch {
    return undefined;
  }
}

function readLog({ file, head }: { file?: string | undefined; head?: string | undefined }) {
  if (head !== undefined && !/^[0-9a-f]{64}$/.test(head)) return undefined;
  return () => verifyLog(() => findDatabase(process.env), file, head);
}

function readLedger(head: string | undefined) {
  const [, n, hash] = /^([1-9]\d{0,17}):([0-9a-f]{64})$/.exec(head ?? '') ?? [];
  const noted = n === undefined || hash === undefined ? undefined : { n, hash };
  if (head !== undefined && noted === undefined) return undefined;
  return () => verifyLedger(findDatabase(process.env), noted, (words) => console.error(words));
}
