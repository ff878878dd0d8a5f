/**
 * How much one performer may have at the same time: lists that everybody reads are not one person's to fill.
 */

/**
 * A person shows one thing; but what a lost browser left behind is live for another minute, the demo's show stands beside
 * what its performer does, and a show for ticket holders may run beside an open one.
 */
export const mostLive = 5;

/** As many are tested at once: each may hold a room at a media node. */
export const mostTested = 5;

/** Two a week for a year. */
export const mostAnnounced = 100;

const hourMs = 3_600_000;

/**
 * What counts as announced: what is to begin, or should have within the last hour; and what was made within the last day
 * without a time. Whatever is older nobody waits for. Milliseconds since 1970.
 */
export function announcedAfter(nowMs: number): { beginsMs: number; madeMs: number } {
  return { beginsMs: nowMs - hourMs, madeMs: nowMs - 24 * hourMs };
}
