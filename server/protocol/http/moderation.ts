/**
 * The live wall of staff, and what staff does about a room.
 */
import { z } from 'zod';
import { Id } from '../ids.ts';
import { lineOfText } from '../text.ts';
import { route } from './route.ts';

export const moderationActs = ['warn', 'mute', 'unmute', 'blur', 'unblur', 'pause', 'resume', 'end'] as const;
export const ModerationActName = z.enum(moderationActs);
export type ModerationActName = z.infer<typeof ModerationActName>;

/** What moderators keep from a room's audience. */
export const RoomHold = z
  .object({ muted: z.boolean(), blurred: z.boolean(), paused: z.boolean() })
  .meta({ id: 'RoomHold' });
export type RoomHold = z.infer<typeof RoomHold>;

export const WallRoom = z
  .object({
    id: Id,
    title: z.string(),
    performer: z.object({ id: Id, displayName: z.string(), handle: z.string() }),
    adult: z.boolean(),
    liveSince: z.iso.datetime(),
    viewers: z.int().min(0),
    hold: RoomHold,
    risk: z.object({
      score: z.int().min(0).max(100),
      parts: z.array(z.object({ name: z.string(), points: z.int().min(1), about: z.string() })),
    }),
    heldLines: z.int().min(0).describe('Lines of chat that wait for a moderator'),
    flaggedLines: z.int().min(0).describe('Lines the filter stopped in the last ten minutes'),
    warnings: z.int().min(0).describe('Warnings given in this show'),
  })
  .meta({ id: 'WallRoom' });
export type WallRoom = z.infer<typeof WallRoom>;

export const listWall = route({
  method: 'GET',
  path: '/api/moderation/rooms',
  summary: 'Live rooms with what is known about their risk, the riskiest first; at most 200',
  who: ['moderator', 'admin'],
  status: 200,
  body: undefined,
  params: undefined,
  answer: z.object({ rooms: z.array(WallRoom).max(200), left: z.int().min(0) }),
  refusals: [],
});

export const moderateRoom = route({
  method: 'POST',
  path: '/api/moderation/rooms/:id/acts',
  summary:
    'Warns a performer, keeps sound or pictures from the audience or gives them back, or ends the show; the performer is told the reason',
  who: ['moderator', 'admin'],
  status: 201,
  body: z.strictObject({ act: ModerationActName, reason: lineOfText(300, 3) }),
  params: z.strictObject({ id: Id }),
  answer: z.object({ id: Id, hold: RoomHold }),
  refusals: ['NOT_FOUND', 'FORBIDDEN', 'STREAM_NOT_LIVE'],
  audit: 'room.moderated',
});
