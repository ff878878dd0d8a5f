/**
 * The drill: people tip without a pause over several connections; a base backup is taken meanwhile; a moment is chosen; more tips;
 * then everything is killed. What is restored is held against what was acknowledged.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hashSecret } from '#kernel/ids.ts';
import { demoNovaId, demoPassword, demoStreamId } from '../../../prisma/demo.ts';
import { startTipping, type Tipped } from '../../infra/tippers.ts';
import { ApiClient } from '../../world/api.ts';
import { fillPurses } from '../../world/purse.ts';
import { type Enrolled, enrol } from '../../world/staff.ts';
import { until } from '../../world/until.ts';
import { type Busker, command, startBusker } from './busker.ts';

export interface Drilled {
  readonly backups: string;
  /** By the database's clock, ISO 8601. */
  readonly moment: string;
  /** Acknowledged before the moment was asked for. */
  readonly before: readonly Tipped[];
  /** Asked for after the moment was known, and acknowledged. */
  readonly after: readonly Tipped[];
  /** Acknowledged before the last segment that was waited for in the archive was finished. */
  readonly archived: readonly Tipped[];
  /** All that was ever acknowledged. */
  readonly all: readonly Tipped[];
  readonly killedAtMs: number;
  readonly admin: Enrolled;
  /** What `npm run backup` said. */
  readonly said: string;
}

/** How long what was committed may be missing from the archive, in seconds. */
export const windowSeconds = 2;
const connectionsEach = 2;
const purse = 1_000_000;
const names = ['viewer', 'fan', 'supporter'];
const patience = { withinMs: 60_000 };

/** @param tips of each stretch: during and after the backup, after the moment, until the end */
export async function drill(folder: (name: string) => string, tips: number): Promise<Drilled> {
  const backups = folder('backups');
  const env = { BUSKER_BACKUP_DIR: backups, BUSKER_BACKUP_SECONDS: String(windowSeconds) };
  const busker = await startBusker(folder('original'), env);
  try {
    const admin = await actAsAdmin(busker);
    const people = await signInAll(busker);
    const live = async () => (await busker.query('SELECT FROM stream_session WHERE ended_at IS NULL')).length > 0;
    await until('a live room', live, patience);
    const targets = [{ streamId: demoStreamId }, { creatorId: demoNovaId }];
    const first = startTipping(people, targets);
    await until('tips', () => first.accepted.length >= tips, patience);
    const { code, output } = await command('backup', [], { BUSKER_DATA_DIR: busker.dataDir });
    if (code !== 0) throw new Error(`npm run backup ended with ${code}:\n${output}`);
    const atBackup = first.accepted.length;
    await until('tips after the backup', () => first.accepted.length >= atBackup + tips, patience);

    const before = [...first.accepted];
    const moment = await momentOf(busker);
    const second = startTipping(people, targets);
    await until('tips after the moment', () => second.accepted.length >= tips, patience);
    const archived = [...first.accepted, ...second.accepted];
    await untilArchived(busker, backups);
    await until('tips until the end', () => second.accepted.length >= 2 * tips, patience);
    const ends = [first.abandon(), second.abandon()];
    const killedAtMs = Date.now();
    await busker.killAll();
    await Promise.all(ends);
    const all = [...first.accepted, ...second.accepted];
    return { backups, moment, before, after: second.accepted, archived, all, killedAtMs, admin, said: output };
  } catch (error) {
    await busker.killAll();
    throw error;
  }
}

/** Which of these tips the books of a Busker have, and how many tips there are in all. */
export async function foundOf(busker: Pick<Busker, 'query'>, tips: readonly Tipped[]) {
  const rows = await busker.query<{ key: string; sum: string }>(
    `SELECT k.key, sum(m.amount)::text AS sum FROM ledger.key k JOIN ledger.move m ON m.transfer_id = k.transfer_id
     JOIN tip t ON t.id = k.transfer_id WHERE k.route = 'tips' GROUP BY k.key`,
  );
  const moved = new Map(rows.map(({ key, sum }) => [key, Number(sum)]));
  const found = tips.filter(({ key, body }) => moved.get(hashSecret(key)) === body.amount * 10_000);
  return { found: found.length, of: tips.length, inAll: rows.length };
}

/** Signs the admin in where they were enrolled before. */
export async function adminAgain(busker: Busker, enrolled: Enrolled): Promise<ApiClient> {
  const admin = new ApiClient(busker);
  const [code = ''] = enrolled.recoveryCodes;
  const body = { email: 'admin@busker.example', password: demoPassword, code };
  admin.accessToken = (await admin.do('login', { body })).accessToken;
  return admin;
}

/** Something for the audit log. */
async function actAsAdmin(busker: Busker): Promise<Enrolled> {
  const admin = new ApiClient(busker);
  await admin.login('admin');
  const enrolled = await enrol(admin);
  for (const paused of [true, false]) {
    const { status } = await admin.json('POST', '/api/admin/settlement', { paused, reason: 'A drill of restoring' });
    if (status !== 200) throw new Error(`The settlement switch was answered ${status}`);
  }
  return enrolled;
}

async function signInAll(busker: Busker): Promise<ApiClient[]> {
  const clients = names.flatMap((name) =>
    Array.from({ length: connectionsEach }, () => ({ name, client: new ApiClient(busker) })),
  );
  const ids = new Set<string>();
  for (const { name, client } of clients) ids.add((await client.login(name)).user.id);
  await fillPurses(busker, [...ids], purse);
  return clients.map(({ client }) => client);
}

async function momentOf(busker: Busker): Promise<string> {
  const text = `SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at`;
  const [row] = await busker.query<{ at: string }>(text);
  return row?.at ?? '';
}

/** Everything that is committed now. */
async function untilArchived(busker: Busker, backups: string): Promise<void> {
  const [row] = await busker.query<{ name: string }>('SELECT pg_walfile_name(pg_current_wal_insert_lsn()) AS name');
  await until(`${row?.name} in the archive`, () => existsSync(join(backups, 'wal', `${row?.name}.gz`)), patience);
}
