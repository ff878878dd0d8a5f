/**
 * Runs before the rest of the page: whoever opens a room is on the way into it while React is still being loaded. The
 * visit begun here is the one the room page finds.
 */
const room = /^\/r\/([0-9a-f-]{36})$/.exec(window.location.pathname)?.[1];
if (room !== undefined) void import('./features/rooms/visits.ts').then(({ visitTo }) => visitTo(room));
