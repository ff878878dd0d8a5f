/**
 * What is said of tips to people who look on.
 */
import { describeTimes, rounded } from '../figures.ts';
import type { Tipping } from './load.ts';
import type { Spent } from './spent.ts';

/** One line for people. */
export function describeTipping(name: string, how: string, tipping: Tipping): string {
  const { sentToAccepted, acceptedToSeen, missed, refused } = tipping;
  return [
    `  ${name} ${how}: ${rounded(tipping.tipsPerSecond)} accepted a second`,
    `sent → accepted ${describeTimes(sentToAccepted)}`,
    `accepted → seen ${describeTimes(acceptedToSeen)}, ${missed} not seen in time`,
    ...(refused === 0 ? [] : [`${refused} refused`]),
  ].join(', ');
}

/** One line for people: where the processor time of a tip goes. */
export function describeSpent(name: string, spent: Spent, tips: number): string {
  const parts = Object.entries(spent)
    .toSorted(([, a], [, b]) => b - a)
    .map(([part, ms]) => `${part} ${rounded((ms * 1_000) / tips)}`);
  return `  ${name}: processor time of a tip in µs: ${parts.join(', ')}`;
}
