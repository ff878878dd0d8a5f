/**
 * What Prometheus is told of base backups; nothing where nothing is backed up.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Bases } from '../database/index.ts';
import type { Metrics } from './metrics.ts';
import { observeTogether, secondsSince } from './observe-together.ts';

/** @param read which there are; undefined where nothing is backed up */
export function observeBases(metrics: Metrics, clock: Clock, read: () => Promise<Bases | undefined>): void {
  observeTogether(metrics, read, [
    {
      name: 'busker_base_backups',
      help: 'Base backups in the backup folder; 0 also where it cannot be read',
      pick: ({ many }) => many,
    },
    {
      name: 'busker_base_backup_age_seconds',
      help: 'Since the newest base backup was begun; 0: there is none, as busker_base_backups says',
      pick: ({ newestAt }) => secondsSince(newestAt, clock.now()),
    },
  ]);
}
