/**
 * What each act changes of what is kept from a room's audience.
 */
import type { ModerationActName, RoomHold } from '#protocol/http/moderation.ts';

const changes: Readonly<Record<ModerationActName, Partial<RoomHold> | null>> = {
  ...{ mute: { muted: true }, unmute: { muted: false } },
  ...{ blur: { blurred: true }, unblur: { blurred: false } },
  ...{ pause: { paused: true }, resume: { paused: false } },
  ...{ warn: null, end: null },
};

/** Null: nothing of it. */
export function changeOf(act: ModerationActName): Partial<RoomHold> | null {
  return changes[act];
}
