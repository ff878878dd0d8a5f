/** The moderator of the leak test: watches a room with a reason, media and all, and nobody is to notice. */
import type { Person } from '../http/people.ts';
import { TestSocket } from '../world/socket.ts';
import { watchThrough } from '../world/socket-media.ts';
import type { WorldStack } from '../world/stack.ts';

/** Is in when it resolves. @param client of staff, signed in with the second factor */
export async function slipIn(stack: WorldStack, { client }: Person, room: string): Promise<{ leave(): Promise<void> }> {
  // A proof of twenty runs outlasts an access token.
  await client.refresh();
  const socket = await TestSocket.open(stack, { ticket: await client.ticket() });
  await socket.do('room.watch-silently', { room, reason: 'looking for what leaks' });
  await socket.do('chat.open', {});
  await socket.do('tip.open', {});
  const screen = await watchThrough(socket);
  return {
    async leave() {
      screen.close();
      await socket.do('room.leave', {});
      await socket.close();
    },
  };
}
