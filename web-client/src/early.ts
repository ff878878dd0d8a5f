/**
 * Runs before the rest of the page, on the addresses of rooms only (the server leaves it out elsewhere): whoever opens a
 * room is on the way into it while React is still being loaded. The visit begun here is the one the room page finds.
 */
import './api/zod-without-eval.ts';
import { visitTo } from './features/rooms/visits.ts';

const room = /^\/r\/([0-9a-f-]{36})$/.exec(window.location.pathname)?.[1];
if (room !== undefined) visitTo(room);
