/**
 * Asking the till: each question has its answer, or the till died before it came.
 */
import { once } from 'node:events';
import type { Answered, Asked } from './fixtures/till.ts';
import type { Program } from './program.ts';

export type { Asked };

let asked = 0;

/** @returns an outcome for each order. @throws where the till dies first, or says what went wrong */
export async function askTill({ child }: Program, what: Asked): Promise<readonly string[]> {
  asked += 1;
  const n = asked;
  const over = new AbortController();
  const { promise, resolve } = Promise.withResolvers<Answered>();
  const hear = (answer: Answered): void => {
    if (answer.n === n) resolve(answer);
  };
  child.on('message', hear);
  try {
    const died = once(child, 'exit', { signal: over.signal }).then(() => Promise.reject(new Error('the till died')));
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('the till is dead');
    child.send({ n, asked: what }, () => undefined);
    const { outcomes, problem } = await Promise.race([promise, died]);
    if (outcomes === undefined) throw new Error(problem);
    return outcomes;
  } finally {
    child.off('message', hear);
    over.abort();
  }
}
