/**
 * A room of which no page said anything.
 */
import type { RoomQuality } from '#protocol/http/media.ts';

export const noQuality: RoomQuality = {
  viewers: {
    ...{ reporting: 0, good: 0, fair: 0, poor: 0, freezes: 0, layers: [0, 0, 0] },
    ...{ firstFrameP50Ms: null, firstFrameP95Ms: null, rttP50Ms: null, lossP95: null },
  },
  performer: null,
};
