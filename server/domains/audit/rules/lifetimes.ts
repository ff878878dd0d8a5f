/** How long words in the audit log are kept. Pure numbers. */

/**
 * What staff wrote about a person who is erased, counted from the act: 8,760 hours, as the database's guard says it
 * (migration 0013). As long as lines of chat and evidence are kept, and longer than the six months in which a decision can be
 * complained about (Regulation (EU) 2022/2065, article 20).
 */
export const reasonKeptMs = 8_760 * 3_600_000;
