/**
 * How archiving of the database's WAL goes, as Postgres itself counts it. Where it archives nothing, there is nothing to tell.
 */
import type { Reader } from './access.ts';

export interface Archiver {
  /** Seconds since a finished segment last reached the archive, or since counting began. */
  readonly ageSeconds: number;
  readonly failed: number;
  /** The newest try failed; Postgres goes on trying and keeps what is not archived. */
  readonly failing: boolean;
  readonly lastFailed: string | null;
}

/** @returns undefined where archiving is off */
export async function readArchiver(read: Reader): Promise<Archiver | undefined> {
  const [found] = await read.$queryRaw<Archiver[]>`
    SELECT extract(epoch FROM clock_timestamp() - GREATEST(last_archived_time, stats_reset))::float8 AS "ageSeconds",
      failed_count::float8 AS failed, last_failed_wal AS "lastFailed",
      COALESCE(last_failed_time > COALESCE(last_archived_time, '-infinity'), false) AS failing
    FROM pg_stat_archiver WHERE current_setting('archive_mode') <> 'off'`;
  return found;
}

/** @returns what looks how it goes and says so in the log: once when it begins to fail, once when it goes on */
export function watchArchiver(
  read: Reader,
  log: { error(facts: object, words: string): void; info(words: string): void },
): () => Promise<void> {
  let wasFailing = false;
  return async () => {
    const { failing = false, lastFailed = null } = (await readArchiver(read)) ?? {};
    if (failing && !wasFailing) {
      log.error({ segment: lastFailed }, 'the WAL cannot be archived: is the disk of BUSKER_BACKUP_DIR full or gone?');
    }
    if (!failing && wasFailing) log.info('the WAL is archived again');
    wasFailing = failing;
  };
}
