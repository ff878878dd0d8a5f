/**
 * Amounts of tokens as the wire writes them (strings, up to four decimals), for counting and for reading. Counted in bigint
 * units of 1/10,000 token, never as a float. Pure.
 */

const unitsAToken = 10_000n;
const grouped = new Intl.NumberFormat('en');

/** `12.5` is 125,000 units. What is no amount is nothing. */
export function unitsOf(text: string): bigint {
  const found = /^(-?)(\d+)(?:\.(\d{1,4}))?$/.exec(text);
  if (found === null) return 0n;
  const units = BigInt(found[2] ?? '0') * unitsAToken + BigInt((found[3] ?? '').padEnd(4, '0'));
  return found[1] === '-' ? -units : units;
}

/** Whole tokens of a text; decimals are cut off. */
export function tokensOf(text: string): bigint {
  return unitsOf(text) / unitsAToken;
}

/** `1,250`, `12.5`: for people, without what is only noughts. */
export function amountText(text: string): string {
  const units = unitsOf(text);
  const size = units < 0n ? -units : units;
  const decimals = (size % unitsAToken).toString().padStart(4, '0').replace(/0+$/, '');
  return `${units < 0n ? '−' : ''}${grouped.format(size / unitsAToken)}${decimals === '' ? '' : `.${decimals}`}`;
}

/** `1 token`, `1,250 tokens`. */
export function tokensText(text: string): string {
  return unitsOf(text) === unitsAToken ? '1 token' : `${amountText(text)} tokens`;
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
