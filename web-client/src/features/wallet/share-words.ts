/**
 * Who gets what of a tip, and what a performer's share will pay, exact to the millionth of a dollar. Pure.
 */
import type { PricePolicy, Split } from '#protocol/http/economy.ts';

/** Of how many tokens the examples are: every split is exact for it, because shares are hundredths of a percent. */
export const exampleTokens = 100n;
const wholeBp = 10_000n;

export interface TipShares {
  /** Tokens of `exampleTokens`, as the wire writes them. */
  readonly performer: string;
  readonly platform: string;
  readonly pool: string;
  /** What the performer's share pays, in millionths of a dollar. */
  readonly pays: string;
}

/** @param split in basis points @param payoutMicroUsd what an earned token pays */
export function sharesOf(
  { creatorBp, platformBp, poolBp }: Pick<Split, 'creatorBp' | 'platformBp' | 'poolBp'>,
  { payoutMicroUsd }: Pick<PricePolicy, 'payoutMicroUsd'>,
): TipShares {
  return {
    ...{ performer: tokensOf(creatorBp), platform: tokensOf(platformBp), pool: tokensOf(poolBp) },
    // Never said to be more than it is.
    pays: String((exampleTokens * BigInt(creatorBp) * BigInt(payoutMicroUsd)) / wholeBp),
  };
}

function tokensOf(basisPoints: number): string {
  const hundredths = (exampleTokens * BigInt(basisPoints) * 100n) / wholeBp;
  return `${hundredths / 100n}.${(hundredths % 100n).toString().padStart(2, '0')}`;
}
