/**
 * Which of the two API processes a tip is asked of, which then, and whether both die.
 */
import fc from 'fast-check';
import { type Crash, crashText } from './crash.ts';
import type { Place } from './world.ts';

export interface Doors {
  readonly at: Place;
  /** Who is asked again, where the first dies. */
  readonly again: Place;
  /** Both die in the moment in which the first dies. */
  readonly both: boolean;
}

/** For stories: mostly one dies, and the other is asked. */
export const places: fc.Arbitrary<Place> = fc.constantFrom(0 as const, 1 as const);
export const anyDoors: fc.Arbitrary<Doors> = fc.record({
  at: places,
  again: places,
  both: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, fc.constant(true)),
});

/** For the names of commands. */
export function doorsText(crash: Crash, { at, again, both }: Doors): string {
  const name = (place: Place): string => (place === 0 ? 'API' : 'API b');
  if (crash === 'never') return ` at ${name(at)}`;
  const who = both ? 'both of them' : 'it';
  return ` at ${name(at)}${crashText(crash, who)}, asked again at ${name(again)}`;
}
