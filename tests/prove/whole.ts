/**
 * Options of the proofs that are whole numbers.
 */

/** @throws where it is not one from 1 to `largest` */
export function whole(name: string, given: string, largest: number): number {
  const value = Number(given);
  if (Number.isInteger(value) && value >= 1 && value <= largest) return value;
  throw new Error(`--${name} takes a whole number from 1 to ${largest}.`);
}
