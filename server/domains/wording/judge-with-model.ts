/**
 * An operator's own model beside our rules: it can make a verdict worse, never better, and chat never waits for it longer
 * than its deadline.
 */
import { z } from 'zod';
import { sleep } from '#kernel/clock.ts';
import { WordingReason } from '#protocol/socket/chat.ts';
import { type Judgement, worse } from './rules/findings.ts';

/** Something that judges texts; it should stop when the signal aborts. */
export interface WordingModel {
  judge(text: string, signal: AbortSignal): Promise<Judgement>;
}

export interface ModelLimits {
  /** How long a line may wait for the model. */
  readonly deadlineMs: number;
  /** Told of a model that failed, was late or answered nonsense; our own judgement stands then. */
  readonly onFailure: (error: unknown) => void;
}

const Answer = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('allow') }),
  z.object({ verdict: z.enum(['hold', 'block']), reasons: z.array(WordingReason).min(1).max(20) }),
]);

/** The worse of our judgement and the model's, with the reasons of both. What we block already, the model is not asked. */
export async function judgeWithModel(
  ours: Judgement,
  text: string,
  model: WordingModel,
  { deadlineMs, onFailure }: ModelLimits,
): Promise<Judgement> {
  if (ours.verdict === 'block') return ours;
  const over = new AbortController();
  const late = sleep(deadlineMs, over.signal).then(() => Promise.reject(new Error('The wording model is late.')));
  try {
    const theirs = Answer.parse(await Promise.race([model.judge(text, over.signal), late]));
    if (theirs.verdict === 'allow') return ours;
    return {
      verdict: worse(ours.verdict, theirs.verdict),
      reasons: [...new Set([...ours.reasons, ...theirs.reasons])],
    };
  } catch (error) {
    onFailure(error);
    return ours;
  } finally {
    late.catch(() => undefined);
    over.abort();
  }
}
