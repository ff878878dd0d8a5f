/**
 * What a producer shows or sounds.
 */
import { z } from 'zod';

/** `screen-sound`: what a shared tab or screen plays. */
export const Source = z.enum(['camera', 'microphone', 'screen', 'screen-sound']);
export type Source = z.infer<typeof Source>;

/** Sources that are heard; the others are seen. */
const heard: readonly Source[] = ['microphone', 'screen-sound'];

/** What kind of media a source is. */
export function kindOf(source: Source): 'audio' | 'video' {
  return heard.includes(source) ? 'audio' : 'video';
}
