/** The questions that a base backup asks of the running Postgres, all in one session, as the superuser. */
import pg from 'pg';
import { Problem } from '../bootstrap/problem.mjs';

export interface Begun {
  readonly at: string;
  readonly segment: string;
}

export interface Ended extends Begun {
  /** The text of `backup_label`, without which the copy is no backup. */
  readonly label: string;
}

export interface BackupSession {
  /** Where the cluster lies, and what Postgres it is. */
  readonly about: { readonly cluster: string; readonly postgres: string; readonly archives: boolean };
  /** From here on files may be copied. */
  begin(): Promise<Begun>;
  /** From here on they no longer have to be. */
  end(): Promise<Ended>;
  close(): Promise<void>;
}

/** Two backups at once would each be good, and their pruning would not. */
const lock = 'SELECT pg_try_advisory_lock(4207, 1) AS taken';
const inUtc = `to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const aboutText = `SELECT current_setting('data_directory') AS cluster, current_setting('server_version') AS postgres,
  current_setting('archive_mode') = 'on' AS archives`;
// The immediate checkpoint: a backup that waits for the next one takes minutes longer.
const beginText = `SELECT ${inUtc} AS at, pg_walfile_name(pg_backup_start('busker', true)) AS segment`;
// Whether the WAL has arrived in the archive is looked at there, with a deadline; Postgres would wait for ever.
const endText = `SELECT ${inUtc} AS at, pg_walfile_name(lsn) AS segment, labelfile AS label, spcmapfile AS tablespaces
  FROM pg_backup_stop(false)`;

/** @throws Problem where another backup is under way, or nobody answers */
export async function openSession(connection: pg.ClientConfig): Promise<BackupSession> {
  const client = new pg.Client(connection);
  // Its end is the failure of the next question.
  client.on('error', () => undefined);
  await client.connect().catch((error: Error) => {
    throw new Problem(`The embedded Postgres does not answer (${error.message}): is Busker up?`);
  });
  const close = (): Promise<void> => client.end().catch(() => undefined);
  try {
    const { rows } = await client.query<{ taken: boolean }>(lock);
    if (rows[0]?.taken !== true) throw new Problem('Another backup of this Busker is under way: wait for its end.');
    return {
      about: await one<BackupSession['about']>(client, aboutText),
      begin: () => one<Begun>(client, beginText),
      end: () => one<Ended>(client, endText),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function one<Row extends pg.QueryResultRow>(client: pg.Client, text: string): Promise<Row> {
  const { rows } = await client.query<Row>(text).catch((error: Error) => {
    throw new Problem(`Postgres went away while it was copied (${error.message}): nothing is kept, try again.`);
  });
  const [row] = rows;
  if (row === undefined) throw new Error(`No row for ${text}`);
  return row;
}
