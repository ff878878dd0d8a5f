/** The moment a restore goes to, as a person gives it, and the base backup to begin from. */
import { Problem } from '../bootstrap/problem.mjs';
import type { Base } from './base-manifest.ts';

/** Everything there is, or what was committed until then. */
export type Target =
  | { readonly kind: 'latest' }
  | { readonly kind: 'time'; readonly text: string; readonly atMs: number };

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/;

/** @param text ISO 8601 with a time zone, up to microseconds @throws Problem where it is something else */
export function targetTime(text: string): Target {
  const atMs = isoTime.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(atMs)) {
    throw new Problem(`--to-time takes a time with its zone, as 2026-11-22T09:30:00.250Z, and not "${text}".`);
  }
  return { kind: 'time', text, atMs };
}

/** The newest that ended before the moment. @param bases oldest first @throws Problem where there is none */
export function chooseBase(bases: readonly Base[], target: Target): Base {
  const [oldest] = bases;
  if (oldest === undefined) throw new Problem('There is no base backup in that folder yet: npm run backup makes one.');
  const usable = bases.filter(
    ({ manifest }) => target.kind === 'latest' || Date.parse(manifest.endedAt) <= target.atMs,
  );
  const newest = usable.at(-1);
  if (newest !== undefined) return newest;
  throw new Problem(
    `The oldest base backup ended at ${oldest.manifest.endedAt}: nothing from before that can be restored.`,
  );
}
