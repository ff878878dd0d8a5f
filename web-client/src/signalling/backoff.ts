/**
 * When to try again. The first attempt is made at once, because most losses are a server being replaced or a phone
 * changing networks; the later ones spread out so that a thousand pages do not come back in the same instant.
 */
const delaysMs = [0, 300, 1200, 2700, 4800, 7000] as const;
/** Share of a delay by which it may be shorter or longer. */
const jitter = 0.25;

/**
 * Milliseconds to wait before the attempt of this number (1 is the first).
 * @param random a number in [0, 1)
 */
export function reconnectDelayMs(attempt: number, random: number): number {
  const last = delaysMs.length - 1;
  const base = delaysMs[Math.min(Math.max(attempt, 1) - 1, last)] ?? 7000;
  return Math.round(base * (1 - jitter + 2 * jitter * random));
}

/** Longest wait for who sends while there is no media node: there is one such page a room, and everybody waits for it. */
const mostForMediaMs = 1_000;

/** The same for whoever sends. @param code of the refusal; MEDIA_UNAVAILABLE: asked again within a second */
export function sendAgainDelayMs(attempt: number, random: number, code: string | undefined): number {
  const delayMs = reconnectDelayMs(attempt, random);
  return code === 'MEDIA_UNAVAILABLE' ? Math.min(delayMs, mostForMediaMs) : delayMs;
}

/** A random number in [0, 1) from the platform's generator. */
export function randomShare(): number {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
  return word / 2 ** 32;
}
