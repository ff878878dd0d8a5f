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
  /** How it came from the point before is not known: it is drawn as a slope. */
  readonly slope?: true;
}

/**
 * The performer's share as it grew; from nothing, oldest first.
 * @param tips those that are known: the newest, which may not be all of the show
 * @param total what the server says was earned over the show, in ledger units; less where a tip is newer than that
 */
export function growthOf(tips: readonly Tip[], sinceMs: number, total: bigint): GrowthPoint[] {
  const ordered = [...tips].sort((one, other) => (one.id < other.id ? -1 : 1));
  const shares = ordered.map(({ at, earned }) => ({
    atMs: Math.max(sinceMs, Date.parse(at)),
    share: unitsOf(earned ?? '0'),
  }));
  const known = shares.reduce((sum, { share }) => sum + share, 0n);
  const points: GrowthPoint[] = [{ atMs: sinceMs, units: 0n }];
  let units = total > known ? total - known : 0n;
  if (units > 0n) points.push({ atMs: shares[0]?.atMs ?? sinceMs, units, slope: true });
  for (const { atMs, share } of shares) {
    units += share;
    points.push({ atMs, units });
  }
  return points;
}

/** How large the drawing is, in its own units. */
export const chart = { width: 300, height: 64, margin: 3 } as const;

/** Steps from left to right until now, a slope where they are not known; `area` closes them to the floor. Empty where nothing grew. */
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
  const steps = points
    .slice(1)
    .map(({ atMs, units, slope }) => (slope ? `L${x(atMs)},${y(units)}` : `H${x(atMs)}V${y(units)}`));
  const line = `M0,${y(0n)}${steps.join('')}H${chart.width}`;
  return { line, area: `${line}V${chart.height}H0Z` };
}
