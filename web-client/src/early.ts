/**
 * Runs before the page itself, and starts it, on the addresses of rooms only (elsewhere the server leaves it out): whoever
 * opens a room is on the way into it while React is still being loaded. The visit begun here is the one the room page finds.
 */
import './api/zod-without-eval.ts';
import { visitTo } from './features/rooms/visits.ts';
import { startPageAfter } from './way-in.ts';

void startPageAfter(wayIn());

/** Where it cannot even begin (a browser without media), the page says why. */
async function wayIn(): Promise<void> {
  const room = /^\/r\/([0-9a-f-]{36})$/.exec(window.location.pathname)?.[1];
  if (room !== undefined) await visitTo(room).underWay;
}
