/**
 * The chat of a room: its lines, saying some, and keeping order among them.
 */
export type { ChatAdditions } from './additions.ts';
export { ChatDock, type ChatDockProps } from './chat-dock.tsx';
export type { ChatSource } from './use-chat.ts';
