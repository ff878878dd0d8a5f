/**
 * Chat: what is said in rooms, what waits for a moderator, what is pinned.
 *
 * Promises that a line is stored before it is acknowledged, that the same key is the same line, that what was committed is
 * told, if need be late, and that a held line is decided once. Never decides who moderates: that is `channels`.
 */
export { expireHeld } from './expire-held.ts';
export { forgetLines } from './forget-lines.ts';
export { type Chat, openChat } from './open-chat.ts';
export type { ChatDeps } from './parts.ts';
export { chatPersonalData } from './personal-data.ts';
export { chatSignals } from './signals.ts';
export { tellWaiting } from './tell-waiting.ts';
