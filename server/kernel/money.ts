/**
 * Tokens as numbers. The ledger counts in ten-thousandths of a token, so that any number of basis points of whole tokens is
 * exact; people see whole tokens, and performers their shares with up to four decimals. Only bigint, never a float.
 */
import { assert } from './assert.ts';

/** Ledger units in a token. */
export const unitsPerToken = 10_000n;

/** Whole tokens as ledger units. */
export function unitsOf(tokens: number | bigint): bigint {
  return BigInt(tokens) * unitsPerToken;
}

/** Ledger units as people write whole tokens. @throws AssertionFailed where it is no whole number of tokens. */
export function tokensText(units: bigint): string {
  assert(units % unitsPerToken === 0n, 'a whole number of tokens');
  return String(units / unitsPerToken);
}

/** Ledger units as tokens with as many decimals as are needed, at most four: `12`, `0.5`, `-3.1415`. */
export function fineTokensText(units: bigint): string {
  const size = units < 0n ? -units : units;
  const decimals = String(size % unitsPerToken)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${size / unitsPerToken}${decimals === '' ? '' : `.${decimals}`}`;
}
