/** How long things of chat last and wait. */

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Lines are deleted after a year: long enough for a complaint and its appeal (docs/decisions/0010-chat.md). */
export const keptMs = 365 * dayMs;
/** A held line that nobody looked at for so long is removed. */
export const heldLastsMs = dayMs;
/** Of whoever is silenced the lines of this time go with them. */
export const takenAwayMs = 10 * minuteMs;
/** What was committed and not told for so long is told by a job. */
export const untoldAfterMs = 2_000;
/** Lines of this time are what a flood is judged by. */
export const recentMs = minuteMs;
/** No pause of slow mode is longer (an hour). */
export const longestPauseMs = 60 * minuteMs;
