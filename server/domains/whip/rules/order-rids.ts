/**
 * Which of several streams sent at once is the smallest: a media node counts layers from the lowest.
 */

export interface SizedRid {
  readonly rid: string;
  readonly maxWidth: number | undefined;
  readonly maxBitrate: number | undefined;
}

/** Names whose sizes are known by custom, smallest first. */
const customs: readonly (readonly string[])[] = [
  ['q', 'h', 'f'],
  ['l', 'm', 'h'],
  ['low', 'mid', 'high'],
  ['low', 'medium', 'high'],
  ['r0', 'r1', 'r2'],
];

/**
 * Smallest first: by what they say of themselves, else by custom of their names, else the other way round than they are
 * named, for a sender names first what it prefers (RFC 8853, 5.2; OBS does).
 */
export function orderRids<R extends SizedRid>(given: readonly R[]): readonly R[] {
  for (const size of [(one: R) => one.maxWidth, (one: R) => one.maxBitrate]) {
    if (given.every((one) => size(one) !== undefined))
      return [...given].sort((one, other) => (size(one) ?? 0) - (size(other) ?? 0));
  }
  const custom = customs.find((names) => given.every(({ rid }) => names.includes(rid)));
  if (custom === undefined) return [...given].reverse();
  return [...given].sort((one, other) => custom.indexOf(one.rid) - custom.indexOf(other.rid));
}
