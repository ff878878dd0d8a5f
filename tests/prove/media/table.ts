/**
 * What was proved, as a table for people.
 */
import { percentile } from '../../bench/figures.ts';
import type { Outcome } from './incident.ts';

export interface Row {
  /** Its bar is of the 95th percentile, in milliseconds; undefined: none was set. */
  readonly kind: { readonly name: string; readonly barMs: number | undefined };
  readonly outcomes: readonly Outcome[];
}

/** More than this and a person sees that pictures stood still. */
const noticedMs = 400;

const titles = ['what', 'times', 'struck', 'p50 ms', 'p95 ms', 'longest', 'bar p95', 'never', 'others: longest gap ms'];

/** Whether everybody recovered, within the bar, and nobody else noticed anything. */
export function holds({ kind, outcomes }: Row): boolean {
  const { recovered, others, lost } = sumsOf(outcomes);
  const inTime = kind.barMs === undefined || (recovered.length > 0 && percentile(recovered, 0.95) < kind.barMs);
  return lost === 0 && inTime && Math.max(0, ...others) < noticedMs;
}

/** One line for the titles, one for each kind. */
export function tableOf(rows: readonly Row[]): string[] {
  const lines = [titles, ...rows.map(cellsOf)];
  const widths = titles.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  return lines.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function cellsOf(row: Row): string[] {
  const { kind, outcomes } = row;
  const { recovered, others, lost } = sumsOf(outcomes);
  const at = (share: number): string => (recovered.length === 0 ? '-' : percentile(recovered, share).toFixed(0));
  const noticed = Math.max(0, ...others);
  return [
    ...[kind.name, String(outcomes.length), String(recovered.length + lost), at(0.5), at(0.95), at(1)],
    ...[kind.barMs === undefined ? 'none' : `< ${kind.barMs}`, String(lost)],
    others.length === 0 ? 'there are none' : `${noticed.toFixed(0)} of ${others.length}`,
    holds(row) ? 'holds' : 'MISSED',
  ];
}

function sumsOf(outcomes: readonly Outcome[]) {
  return {
    recovered: outcomes.flatMap(({ recoveredMs }) => recoveredMs),
    others: outcomes.flatMap(({ othersMs }) => othersMs),
    lost: outcomes.reduce((sum, { lost }) => sum + lost, 0),
  };
}
