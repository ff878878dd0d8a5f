/**
 * What Prometheus is told of the archive of the database's WAL; nothing where Postgres archives nothing.
 */
import type { Archiver } from '../database/index.ts';
import type { Metrics } from './metrics.ts';
import { observeTogether } from './observe-together.ts';

/** @param read how it goes; undefined where nothing is archived */
export function observeArchiver(metrics: Metrics, read: () => Promise<Archiver | undefined>): void {
  observeTogether(metrics, read, [
    {
      name: 'busker_wal_archive_age_seconds',
      help: 'Since a segment of WAL last reached the archive',
      pick: ({ ageSeconds }) => ageSeconds,
    },
    {
      name: 'busker_wal_archive_failing',
      help: '1 while the newest try to archive a segment of WAL failed',
      pick: ({ failing }) => (failing ? 1 : 0),
    },
    {
      name: 'busker_wal_archive_failures',
      help: 'Tries to archive a segment of WAL that failed',
      pick: ({ failed }) => failed,
    },
  ]);
}
