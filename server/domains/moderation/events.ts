/** News of moderation. Key: the stream, so that what was decided about a room is carried out in order. */
import { z } from 'zod';

export const moderationEvents = {
  /** Staff decided about a room; what exactly is read when it is carried out. */
  'room.moderated': z.object({ actId: z.uuid(), streamId: z.uuid() }),
} as const;
