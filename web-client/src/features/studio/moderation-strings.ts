/**
 * What the studio says about moderators to the performer they acted on.
 */
import type { ModerationActName, RoomHold } from '#protocol/http/moderation.ts';

const titles: Readonly<Record<ModerationActName, string>> = {
  warn: 'Our moderators warned you',
  mute: 'Muted by our moderators',
  unmute: 'Our moderators gave your show its sound back',
  blur: 'Blurred by our moderators',
  unblur: 'Our moderators made your picture clear again',
  pause: 'Paused by our moderators',
  resume: 'Our moderators let your show go on',
  end: 'Our moderators ended your show',
};

/** What the audience does not get. */
function kept({ muted, blurred, paused }: RoomHold): string {
  if (paused) return 'Your audience gets neither picture nor sound';
  if (muted && blurred) return 'Your audience hears nothing and sees a blurred picture';
  return muted ? 'Your audience hears nothing' : 'Your audience sees a blurred picture';
}

export const moderationStrings = {
  titles,
  kept,
  held: 'What moderators keep from your audience',
  words: 'It stays so until a moderator lifts it. What you send still arrives, and our staff sees it.',
  reason: (reason: string) => `Reason: ${reason}`,
  untold: 'The reason is among your notifications.',
  at: (time: string) => `at ${time}`,
  acknowledge: 'I have read it',
  putAway: 'Put away',
} as const;
