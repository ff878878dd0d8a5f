/**
 * What a producer shows or sounds.
 */
import { z } from 'zod';

export const Source = z.enum(['camera', 'microphone', 'screen']);
export type Source = z.infer<typeof Source>;
