/**
 * How much of everything there may be. Pure.
 */

/** Under way to one endpoint at once, over all processes: a slow one keeps nobody else waiting, and few of its own. */
export const mostAtOnce = 2;
/** Under way in one process. */
export const mostUnderWay = 64;
/** Waiting for one endpoint; what comes beyond is noted as failed and can be sent again. */
export const mostWaiting = 5_000;
/** Sent again by one request. */
export const mostReplayed = 1_000;
/** Tries of one delivery in all, however often it is sent again: each is a row of the log. */
export const mostAttempts = 500;
/** Kept of one endpoint, and for how long, in milliseconds. */
export const mostKept = 10_000;
export const keptMs = 30 * 24 * 3_600_000;
/** One try: ten seconds to send and to be answered, and as long again for writing down what came of it. Milliseconds. */
export const leaseMs = 30_000;
/** The secret before signs beside the new one for so long, in milliseconds. */
export const oldSecretMs = 24 * 3_600_000;
/** Characters of an answer that are kept. */
export const answerKept = 1_024;
/** The number of viewers of a stream is told so often at most, in milliseconds. */
export const sampleEveryMs = 60_000;
