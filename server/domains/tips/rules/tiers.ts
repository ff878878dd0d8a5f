/**
 * How much fuss a tip makes on screen. Pure.
 */
import type { TipTier } from '#protocol/http/tips.ts';

/** Whole tokens from which a tip is of this tier, the greatest first. */
const from = [
  ['huge', 500],
  ['large', 100],
  ['medium', 25],
] as const;

/** @param tokens whole tokens, 1 or more */
export function tierOf(tokens: number): TipTier {
  return from.find(([, least]) => tokens >= least)?.[0] ?? 'small';
}
