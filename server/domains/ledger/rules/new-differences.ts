/**
 * Which differences of the books are news. The same one is found every hour until somebody has put it right; people are told of
 * it once, and again where what is between the two sides or whom it concerns has changed, or where it was gone and is back.
 */

/** One comparison, as far as it matters here. */
interface Compared {
  readonly name: string;
  /** Numbers, whole or with decimals; perhaps with words. */
  readonly expected: string;
  readonly found: string;
  readonly holds: boolean;
  /** What contradicts, where it is that and not a sum; at most 20. */
  readonly examples: readonly { readonly transferId: string | null; readonly accountId: string | null }[];
}

/**
 * Names of what does not hold now and did not differ as much the time before.
 * @param before null: nothing was compared before
 */
export function newDifferences(now: readonly Compared[], before: readonly Compared[] | null): string[] {
  const known = new Map((before ?? []).filter(({ holds }) => !holds).map((one) => [one.name, differenceOf(one)]));
  return now.filter((one) => !one.holds && known.get(one.name) !== differenceOf(one)).map(({ name }) => name);
}

/** Both sides of a sum move with the business; what is between them, and whom it concerns, moves with the fault alone. */
function differenceOf({ expected, found, examples }: Compared): string {
  const [left, right] = [tenThousandths(expected), tenThousandths(found)];
  const between = left === null || right === null ? `${expected} / ${found}` : String(right - left);
  return [between, ...examples.map(({ transferId, accountId }) => `${transferId} ${accountId}`).sort()].join();
}

/** @returns null where it is no number with at most four decimals */
function tenThousandths(text: string): bigint | null {
  const [, sign = '', whole = '', part = ''] = /^(-?)(\d+)(?:\.(\d{1,4}))?$/.exec(text) ?? [];
  return whole === '' ? null : BigInt(`${sign}${whole}${part.padEnd(4, '0')}`);
}
