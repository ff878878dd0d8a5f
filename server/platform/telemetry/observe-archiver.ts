/**
 * What Prometheus is told of the archive of the database's WAL. Asked of Postgres when Prometheus asks; where Postgres is away, or
 * archives nothing, nothing is said.
 */
import { Gauge } from 'prom-client';
import { share } from '#kernel/share.ts';
import type { Archiver } from '../database/index.ts';
import type { Metrics } from './metrics.ts';

/** @param read how it goes; undefined where nothing is archived */
export function observeArchiver({ registry }: Metrics, read: () => Promise<Archiver | undefined>): void {
  // All figures of one scrape are of one answer.
  const ask = share(() => read().catch(() => undefined));
  const tell = (name: string, help: string, pick: (state: Archiver) => number): void => {
    const gauge = new Gauge({
      ...{ name, help, registers: [registry] },
      async collect() {
        const state = await ask();
        if (state === undefined) this.remove();
        else this.set(pick(state));
      },
    });
    gauge.remove();
  };
  tell('busker_wal_archive_age_seconds', 'Since a segment of WAL last reached the archive', (now) => now.ageSeconds);
  tell('busker_wal_archive_failing', '1 while the newest try to archive a segment of WAL failed', (now) =>
    now.failing ? 1 : 0,
  );
  tell('busker_wal_archive_failures', 'Tries to archive a segment of WAL that failed', (now) => now.failed);
}
