/**
 * The ledger as its database writes it down, in pages and of one moment: its seals, its transfers in the order of their places,
 * and what is in no seal. Every column as text; of the database's functions only those that write columns down take part.
 */
import pg from 'pg';
import { Problem } from '../bootstrap/problem.mjs';
import type { LedgerSeal, SealedTransfer, Value } from './ledger-judge.ts';

export interface LedgerReader {
  seals(): AsyncGenerator<LedgerSeal>;
  /** By place. */
  transfers(): AsyncGenerator<SealedTransfer>;
  /** Above a place: how many, and for how many seconds the oldest has been there. */
  unsealed(above: string): Promise<{ readonly many: number; readonly oldestSeconds: number }>;
  /** A movement that no key stands for, with its transfer. */
  keyless(): Promise<string | undefined>;
  close(): Promise<void>;
}

const sealsAtOnce = 50;
const transfersAtOnce = 5_000;
const columnsOfKey = 7;

const sealPage = `
  SELECT n, at, first, last, transfers, moves, previous_hash AS "previousHash", hash, encode(roll, 'hex') AS roll
  FROM ledger.seal WHERE n > $1 ORDER BY n LIMIT ${sealsAtOnce}`;
const transferPage = `
  SELECT k.place, k.transfer_id, k.at, k.owner_id, k.route, k.key, k.request_hash,
    v.n, v.kind, v.amount, v.from_id, f.kind, f.owner_id, v.from_version, v.from_balance,
    v.to_id, t.kind, t.owner_id, v.to_version, v.to_balance
  FROM (SELECT * FROM ledger.key WHERE place > $1 ORDER BY place LIMIT ${transfersAtOnce}) k
  LEFT JOIN ledger.move v ON v.transfer_id = k.transfer_id AND v.at = k.at
  LEFT JOIN ledger.account f ON f.id = v.from_id LEFT JOIN ledger.account t ON t.id = v.to_id
  ORDER BY k.place, v.n`;
const beforeAll = '-9223372036854775808';
/** A page is some thousand look-ups, whatever the statistics say. */
const lookUp = ['seqscan', 'bitmapscan', 'hashjoin', 'mergejoin']
  .map((way) => `SET LOCAL enable_${way} = off`)
  .join('; ');
const readThrough = lookUp.replaceAll('= off', '= on');

/** @throws Problem where the database cannot be reached */
export async function openLedger(url: string): Promise<LedgerReader> {
  const client = new pg.Client({
    ...{ connectionString: url, connectionTimeoutMillis: 30_000, options: '-c TimeZone=UTC -c DateStyle=ISO' },
    types: { getTypeParser: () => (text: string) => text },
  });
  client.on('error', () => undefined);
  await client.connect().catch((problem: Error) => {
    throw new Problem(`The database cannot be reached (${problem.message}): start Busker, or set DATABASE_URL.`);
  });
  await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${lookUp}`);
  return {
    seals: () => readSeals(client),
    transfers: () => readTransfers(client),
    unsealed: async (above) => {
      const { rows } = await client.query<{ many: string; oldest: string }>(
        `SELECT count(*) AS many, floor(coalesce(extract(epoch FROM now() - min(at)), 0)) AS oldest
         FROM ledger.key WHERE place > $1`,
        [above],
      );
      return { many: Number(rows[0]?.many), oldestSeconds: Number(rows[0]?.oldest) };
    },
    keyless: async () => {
      await client.query(readThrough);
      const { rows } = await client.query<{ id: string }>(`
        SELECT v.transfer_id AS id FROM ledger.move v
        WHERE NOT EXISTS (SELECT FROM ledger.key k WHERE k.transfer_id = v.transfer_id AND k.at = v.at) LIMIT 1`);
      return rows[0]?.id;
    },
    close: () => client.end(),
  };
}

async function* readSeals(client: pg.Client): AsyncGenerator<LedgerSeal> {
  for (let after = beforeAll; ; ) {
    const { rows } = await client.query<LedgerSeal>(sealPage, [after]);
    yield* rows;
    if (rows.length < sealsAtOnce) return;
    after = rows.at(-1)?.n ?? after;
  }
}

async function* readTransfers(client: pg.Client): AsyncGenerator<SealedTransfer> {
  for (let after = beforeAll; ; ) {
    const { rows } = await client.query<Value[]>({ text: transferPage, values: [after], rowMode: 'array' });
    const found = gather(rows);
    yield* found;
    const last = found.at(-1);
    if (last === undefined) return;
    after = last.place;
  }
}

/** Rows of one transfer stand behind each other: one for each movement, or one without. */
function gather(rows: readonly Value[][]): SealedTransfer[] {
  const found: (SealedTransfer & { readonly moves: Value[][] })[] = [];
  for (const row of rows) {
    const key = row.slice(0, columnsOfKey);
    const [place, id, at] = key.map((value) => value ?? '');
    if (found.at(-1)?.place !== place) found.push({ place: place ?? '', id: id ?? '', at: at ?? '', key, moves: [] });
    const move = row.slice(columnsOfKey);
    // Without a number there is no movement.
    if (move[0] !== null) found.at(-1)?.moves.push(move);
  }
  return found;
}
