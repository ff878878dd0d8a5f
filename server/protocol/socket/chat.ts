/**
 * Chat as it travels: lines, what became of them, and who may do what.
 */
import { z } from 'zod';
import { ChannelSettings } from '../http/channels.ts';
import { Id } from '../ids.ts';
import { lineOfText } from '../text.ts';

/** Most characters of a line. */
export const maxLineLength = 500;
/** Lines of a snapshot and of one page of history. */
export const linesAtOnce = 100;
export const longestTimeoutSeconds = 14 * 24 * 3600;

/** What may be said. */
export const LineText = lineOfText(maxLineLength);

/** Who wrote a line, as they were then. */
export const ChatAuthor = z.object({
  id: Id,
  displayName: z.string(),
  handle: z.string(),
  badge: z.enum(['performer', 'moderator', 'staff']).nullable(),
});
export type ChatAuthor = z.infer<typeof ChatAuthor>;

export const ChatLine = z
  .object({
    id: Id,
    author: ChatAuthor,
    text: z.string(),
    at: z.iso.datetime(),
    replyTo: z
      .object({ id: Id, displayName: z.string(), text: z.string().describe('Its first 100 characters') })
      .nullable(),
    mentions: z.array(z.object({ id: Id, handle: z.string() })).describe('People of the room whom `@handle` names'),
  })
  .meta({ id: 'ChatLine' });
export type ChatLine = z.infer<typeof ChatLine>;

/** Why a line was held or blocked. */
export const WordingReason = z.enum([
  'profanity',
  'hate',
  'sexual',
  'threat',
  'self_harm',
  'doxxing',
  'off_platform_payment',
  'link',
  'flood',
  'mentions',
  'channel_word',
]);
export type WordingReason = z.infer<typeof WordingReason>;

/** A line that waits for a moderator. */
export const HeldLine = z.object({ line: ChatLine, reasons: z.array(WordingReason) });
export type HeldLine = z.infer<typeof HeldLine>;

export const ChatMute = z
  .object({ kind: z.enum(['timeout', 'ban']), until: z.iso.datetime().nullable(), reason: z.string().nullable() })
  .describe('Until null: for good');
export type ChatMute = z.infer<typeof ChatMute>;

/** A line of the caller's own that waits for a moderator, with the key it was sent under. */
export const OwnHeldLine = z.object({ key: Id, line: ChatLine });
export type OwnHeldLine = z.infer<typeof OwnHeldLine>;
/** Own held lines of a snapshot. */
export const ownHeldAtOnce = 50;

/** All a page needs to show a room's chat. */
export const ChatSnapshot = z.object({
  lines: z.array(ChatLine).describe('The newest, oldest first'),
  more: z.boolean(),
  pinned: ChatLine.nullable(),
  settings: ChannelSettings,
  moderates: z.boolean().describe('Whether the caller moderates this chat'),
  appoints: z.boolean().describe('Whether the caller may appoint moderators'),
  mute: ChatMute.nullable().describe('Of the caller'),
  held: z.array(HeldLine).describe('For those who moderate; empty for others'),
  ownHeld: z
    .array(OwnHeldLine)
    .max(ownHeldAtOnce)
    .optional()
    .describe('The caller’s own newest lines that wait for a moderator, oldest first'),
});
export type ChatSnapshot = z.infer<typeof ChatSnapshot>;

/** What became of a line that was sent. */
export const SentLine = z.object({ verdict: z.enum(['shown', 'held']), line: ChatLine });
export type SentLine = z.infer<typeof SentLine>;
