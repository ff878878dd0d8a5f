/**
 * What Prometheus is told of the intake of tips: how many go together in a call of the database, how long a call takes, and how many wait
 * for one. How long a giver waits for the answer is in the figures of HTTP.
 */
import { Histogram } from 'prom-client';
import type { Metrics } from './metrics.ts';
import { observeTogether } from './observe-together.ts';

/** @param waiting how many wait now @returns what notes a call: its tips, and how long it took in milliseconds */
export function observeIntake(metrics: Metrics, waiting: () => number): (tips: number, tookMs: number) => void {
  const registers = [metrics.registry];
  const sizes = new Histogram({
    ...{ name: 'busker_tip_intake_tips', help: 'Tips of one call of the database', registers },
    buckets: [1, 2, 4, 8, 16, 32, 64],
  });
  const seconds = new Histogram({
    ...{ name: 'busker_tip_intake_seconds', help: 'How long one call that accepts tips takes', registers },
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
  });
  observeTogether(metrics, async () => waiting(), [
    { name: 'busker_tip_intake_waiting', help: 'Tips that wait for a call of the database', pick: (tips) => tips },
  ]);
  return (tips, tookMs) => {
    sizes.observe(tips);
    seconds.observe(tookMs / 1_000);
  };
}
