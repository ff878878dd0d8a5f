/**
 * The line of a sum that grows over a show, in the coordinates of a small drawing. Pure.
 */
import type { Tip } from '#protocol/http/tips.ts';
import { unitsOf } from './tokens.ts';

export interface GrowthPoint {
  /** Milliseconds since 1970. */
  readonly atMs: number;
  /** Sum until then, in ledger units. */
  readonly units: bigint;
}

/** The performer's share of these tips as it grew; from nothing, oldest first. */
export function growthOf(tips: readonly Tip[], sinceMs: number): GrowthPoint[] {
  const ordered = [...tips].sort((one, other) => (one.id < other.id ? -1 : 1));
  let units = 0n;
  const points: GrowthPoint[] = [{ atMs: sinceMs, units }];
  for (const { at, earned } of ordered) {
    units += unitsOf(earned ?? '0');
    points.push({ atMs: Math.max(sinceMs, Date.parse(at)), units });
  }
  return points;
}

/** How large the drawing is, in its own units. */
export const chart = { width: 300, height: 64, margin: 3 } as const;

/** Steps from left to right until now; `area` closes them to the floor. Empty where nothing grew. */
export function pathsOf(
  points: readonly GrowthPoint[],
  nowMs: number,
): { readonly line: string; readonly area: string } {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || last.units === 0n) return { line: '', area: '' };
  const spanMs = Math.max(1, Math.max(nowMs, last.atMs) - first.atMs);
  const x = (atMs: number): string => (((atMs - first.atMs) / spanMs) * chart.width).toFixed(1);
  // A drawing needs no more than thousandths of its height.
  const high = chart.height - 2 * chart.margin;
  const y = (units: bigint): string =>
    (chart.height - chart.margin - (Number((units * 1_000n) / last.units) / 1_000) * high).toFixed(1);
  const steps = points.slice(1).map(({ atMs, units }) => `H${x(atMs)}V${y(units)}`);
  const line = `M0,${y(0n)}${steps.join('')}H${chart.width}`;
  return { line, area: `${line}V${chart.height}H0Z` };
}
