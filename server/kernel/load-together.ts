/**
 * Answers that are cheaper together: what is asked for in one moment is one round, and who asks while a round is under way gets the
 * next. So every answer was read after it was asked for, and no older than that.
 */
export interface LoadOptions<K> {
  /** What makes two questions the same: they share one answer of a round. */
  readonly keyOf: (question: K) => string;
  /** Most questions of a round. */
  readonly most: number;
  /** Most rounds at once. */
  readonly parallel: number;
}

interface Asked<K, V> {
  readonly question: K;
  readonly answer: PromiseWithResolvers<V>;
}

/**
 * A function that asks, once for all who ask the same in one moment.
 * @param load does one round: an answer for each question, in their order; where it throws, all who asked in that round fail
 */
export function loadTogether<K, V>(
  { keyOf, most, parallel }: LoadOptions<K>,
  load: (questions: readonly K[]) => Promise<readonly V[]>,
): (question: K) => Promise<V> {
  const waiting = new Map<string, Asked<K, V>>();
  let running = 0;
  let planned = false;

  const start = (): void => {
    planned = false;
    while (waiting.size > 0 && running < parallel) {
      const taken = [...waiting].slice(0, most);
      for (const [key] of taken) waiting.delete(key);
      running += 1;
      void round(taken.map(([, asked]) => asked));
    }
  };
  const round = async (asked: readonly Asked<K, V>[]): Promise<void> => {
    await answerAll(asked, load);
    running -= 1;
    start();
  };
  return (question) => {
    const key = keyOf(question);
    const before = waiting.get(key);
    if (before !== undefined) return before.answer.promise;
    const answer = Promise.withResolvers<V>();
    waiting.set(key, { question, answer });
    // Requests that came in together are all read before the round begins.
    if (!planned) setImmediate(start);
    planned = true;
    return answer.promise;
  };
}

async function answerAll<K, V>(
  asked: readonly Asked<K, V>[],
  load: (questions: readonly K[]) => Promise<readonly V[]>,
): Promise<void> {
  try {
    const answers = await load(asked.map(({ question }) => question));
    if (answers.length !== asked.length) throw new Error('a round without an answer for each question');
    for (const [at, { answer }] of asked.entries()) answer.resolve(answers[at] as V);
  } catch (error) {
    for (const { answer } of asked) answer.reject(error);
  }
}
