/**
 * The lines of the audit log from a database or from an export, in the order the judge takes them.
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { Problem } from '../bootstrap/problem.mjs';
import type { Line } from './chain-judge.ts';

/** What the first line of an export says. */
export interface About {
  readonly filtered: boolean;
  readonly head: { readonly position: string; readonly hash: string } | null;
}

const pageSize = 2_000;
const inUtc = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const entryAsJson = `jsonb_build_object('id', e.id::text, 'at', ${inUtc('e.at')}, 'actor', e.actor_id, 'action', e.action,
  'subject', jsonb_build_object('kind', e.subject_kind, 'id', e.subject_id), 'reason', e.reason, 'facts', e.facts, 'ip', e.ip)
  || CASE WHEN e.reason_commitment IS NULL THEN '{}' ELSE jsonb_build_object('reasonCommitment', e.reason_commitment) END`;
const wordsAsJson = `CASE WHEN r.entry_id IS NOT NULL THEN jsonb_build_object('salt', r.salt, 'text', r.text) END AS words`;
const sealedPage = `
  SELECT CASE WHEN e.id IS NOT NULL THEN ${entryAsJson} END AS entry,
    jsonb_build_object('position', s.position::text, 'previousHash', s.previous_hash, 'hash', s.hash,
      'sealedAt', ${inUtc('s.sealed_at')}) AS seal, ${wordsAsJson}
  FROM audit_seal s LEFT JOIN audit_entry e ON e.id = s.entry_id LEFT JOIN audit_reason r ON r.entry_id = s.entry_id
  WHERE s.position > $1 ORDER BY s.position LIMIT ${pageSize}`;
const unsealedPage = `
  SELECT ${entryAsJson} AS entry, NULL AS seal, ${wordsAsJson}
  FROM audit_entry e LEFT JOIN audit_reason r ON r.entry_id = e.id
  WHERE e.id > $1 AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.entry_id = e.id) ORDER BY e.id LIMIT ${pageSize}`;

/** Everything in a database, as it was at one moment. @throws Problem where it cannot be read */
export async function* databaseLines(url: string): AsyncGenerator<Line> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 30_000 });
  client.on('error', () => undefined);
  await client.connect().catch((problem: Error) => {
    throw new Problem(`The database cannot be reached (${problem.message}): start Busker, or set DATABASE_URL.`);
  });
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    yield* pages(client, sealedPage, ({ seal }) => seal?.position);
    yield* pages(client, unsealedPage, ({ entry }) => entry?.id);
  } finally {
    await client.end();
  }
}

async function* pages(client: pg.Client, sql: string, place: (line: Line) => string | undefined) {
  for (let after = '0'; ; ) {
    const { rows } = await client.query<Line>(sql, [after]);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    after = place(last) ?? after;
  }
}

/** The first line of an export and the rest. @throws Problem where the file is no export */
export async function openExport(file: string): Promise<{ about: About; lines: AsyncGenerator<Line> }> {
  const input = createReadStream(file, 'utf8');
  const opened = new Promise<void>((resolve, reject) => input.once('open', () => resolve()).once('error', reject));
  await opened.catch((problem: Error) => {
    throw new Problem(`The file cannot be read: ${problem.message}.`);
  });
  const texts = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  const first = await texts.next();
  const about = parse(first.done === true ? '' : first.value, 1) as About & { readonly format?: string };
  if (about.format !== 'busker-audit-1') throw new Problem(`${file} is no export of the audit log.`);
  return { about, lines: rest(texts) };
}

async function* rest(texts: AsyncIterator<string>): AsyncGenerator<Line> {
  for (let number = 2; ; number += 1) {
    const next = await texts.next();
    if (next.done === true) return;
    if (next.value !== '') yield asLine(parse(next.value, number), number);
  }
}

function parse(text: string, number: number): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Said below.
  }
  throw new Problem(`Line ${number} of the file is not readable.`);
}

/** A line that lacks something would otherwise be judged as what it is not. */
function asLine(value: object, number: number): Line {
  // Exports from before words could be erased know no words.
  const { entry, seal, words = null } = value as Partial<Line>;
  const whole =
    typeof entry?.id === 'string' &&
    typeof entry.at === 'string' &&
    typeof entry.subject === 'object' &&
    (seal === null || (typeof seal?.hash === 'string' && /^\d{1,19}$/.test(seal.position))) &&
    (words === null || (typeof words.text === 'string' && /^[0-9a-f]{64}$/.test(words.salt)));
  if (!whole) throw new Problem(`Line ${number} of the file is no entry of the audit log.`);
  return { entry, seal: seal ?? null, words };
}
