/**
 * What a producer shows or sounds, and of whom, where two people send.
 */
import { z } from 'zod';

/** `screen-sound`: what a shared tab or screen plays. */
export const Source = z.enum(['camera', 'microphone', 'screen', 'screen-sound']);
export type Source = z.infer<typeof Source>;

/** Which of the two people of a two-way room: its performer, or whom they named. */
export const Part = z.enum(['host', 'guest']);
export type Part = z.infer<typeof Part>;

/** A seat of a two-way room. The epoch grows whenever another session sits down on it. */
export const CallSeat = z.object({ part: Part, epoch: z.int().min(1) });
export type CallSeat = z.infer<typeof CallSeat>;

/** Sources that are heard; the others are seen. */
const heard: readonly Source[] = ['microphone', 'screen-sound'];

/** What kind of media a source is. */
export function kindOf(source: Source): 'audio' | 'video' {
  return heard.includes(source) ? 'audio' : 'video';
}
