/**
 * Amounts of tokens as the wire writes them (strings, up to four decimals), for counting: in bigint units of 1/10,000 token,
 * never as a float. How they are read is in ui/amounts.ts. Pure.
 */

const unitsAToken = 10_000n;

/** `12.5` is 125,000 units. What is no amount is nothing. */
export function unitsOf(text: string): bigint {
  const found = /^(-?)(\d+)(?:\.(\d{1,4}))?$/.exec(text);
  if (found === null) return 0n;
  const units = BigInt(found[2] ?? '0') * unitsAToken + BigInt((found[3] ?? '').padEnd(4, '0'));
  return found[1] === '-' ? -units : units;
}

/** What has 125,000 units is written `12.5000`. @param units none or more */
export function writtenOf(units: bigint): string {
  return `${units / unitsAToken}.${(units % unitsAToken).toString().padStart(4, '0')}`;
}

/** Whole tokens of a text; decimals are cut off. */
export function tokensOf(text: string): bigint {
  return unitsOf(text) / unitsAToken;
}

/** How far `reached` is on the way to `target`, in hundredths, 0 … 100. */
export function percentOf(reached: string, target: string): number {
  const [done, all] = [unitsOf(reached), unitsOf(target)];
  if (all <= 0n || done <= 0n) return 0;
  return done >= all ? 100 : Number((done * 100n) / all);
}

/** What is missing to `needed`; nothing where there is enough. */
export function missingOf(needed: bigint, balance: bigint): bigint {
  return needed > balance ? needed - balance : 0n;
}
