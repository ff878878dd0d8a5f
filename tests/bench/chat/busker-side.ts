/**
 * Busker's server with Postgres and Redis beside it, as `npm start` runs them; limits are out of the way.
 */
import type { WebSocket } from 'ws';
import { newId } from '#kernel/ids.ts';
import { demoAccounts, demoStreamId } from '../../../prisma/demo.ts';
import { ApiClient } from '../../world/api.ts';
import { openStack } from '../../world/stack.ts';
import { enterRoom, type Note, type RoomSocket } from '../room-socket.ts';
import type { ChatSide } from './side.ts';

const parts = ['postgres', 'redis', 'migrate', 'seed', 'media', 'server'];

/** Starts it; nobody is in the room. */
export async function openBuskerSide(): Promise<ChatSide> {
  const stack = await openStack({ only: parts, env: { LIMITS_FACTOR: '10000' } });
  const names = demoAccounts.map(({ email }) => email.split('@')[0] ?? '').filter((name) => !isStaff(name));
  const clients = await Promise.all(
    names.map(async (name) => {
      const client = new ApiClient(stack);
      await client.login(name);
      return client;
    }),
  );
  const sockets: WebSocket[] = [];
  let spoken = 0;
  const enter = async (ticket?: string): Promise<RoomSocket> => {
    const entered = await enterRoom(stack.port, demoStreamId, ticket);
    sockets.push(entered.socket);
    return entered;
  };
  return {
    name: 'busker',
    pid: stack.children.server ?? 0,
    async hear(onLine) {
      const entered = await enter();
      if (onLine === undefined) entered.hearOnly();
      else entered.hearOnly((note, atMs) => note.name === 'chat.line' && onLine(lineOf(note), atMs));
    },
    async speak() {
      spoken += 1;
      const entered = await enter(await clients[spoken % clients.length]?.ticket());
      return {
        say: async (text) => {
          const { line, verdict } = (await entered.ask('chat.send', { key: newId(), text })) as {
            line: { id: string };
            verdict: string;
          };
          if (verdict !== 'shown') throw new Error(`"${text}" was ${verdict}`);
          return line.id;
        },
      };
    },
    async close() {
      for (const socket of sockets) socket.terminate();
      await stack.close();
    },
  };
}

/** Staff counts as such only with a second factor, which is none of this bench's business. */
function isStaff(name: string): boolean {
  return name === 'moderator' || name === 'admin';
}

function lineOf({ body }: Note): string {
  return (body as { readonly line: { readonly id: string } }).line.id;
}
