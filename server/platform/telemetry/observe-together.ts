/**
 * Figures that are asked for elsewhere when Prometheus asks: all figures of one scrape are of one answer; where none comes, nothing
 * is said, rather than what was so before, and the log has why. Alert rules ask for what is missing (`absent`).
 */
import { Gauge } from 'prom-client';
import { share } from '#kernel/share.ts';
import type { Metrics } from './metrics.ts';

export interface AskedFigure<State> {
  readonly name: string;
  readonly help: string;
  readonly pick: (state: State) => number;
}

/** @param read how it stands; undefined where there is nothing to say */
export function observeTogether<State>(
  { registry, log }: Metrics,
  read: () => Promise<State | undefined>,
  figures: readonly AskedFigure<State>[],
): void {
  const names = figures.map(({ name }) => name);
  const missing = (err: unknown): undefined => {
    log.warn({ err, figures: names }, 'figures could not be read');
  };
  const ask = share(() => read().catch(missing));
  for (const { name, help, pick } of figures) {
    const gauge = new Gauge({
      ...{ name, help, registers: [registry] },
      async collect() {
        const state = await ask();
        if (state === undefined) this.remove();
        else this.set(pick(state));
      },
    });
    gauge.remove();
  }
}

/** How many seconds ago that was, at least none. @param at null: never, and none are told */
export function secondsSince(at: Date | null, nowMs: number): number {
  return at === null ? 0 : Math.max(0, nowMs - at.getTime()) / 1_000;
}
