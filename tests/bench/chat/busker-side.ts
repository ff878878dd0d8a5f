/**
 * Busker's server with Postgres and Redis beside it, as `npm start` runs them; limits are out of the way.
 */
import type { WebSocket } from 'ws';
import { newId } from '#kernel/ids.ts';
import { protocolVersion, type ServerMessage } from '#protocol/socket/envelope.ts';
import { demoAccounts, demoStreamId } from '../../../prisma/demo.ts';
import { ApiClient } from '../../world/api.ts';
import { openStack } from '../../world/stack.ts';
import { type ChatSide, connect } from './side.ts';

type Message = ServerMessage & { readonly id?: number };

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
  const enter = async (ticket?: string): Promise<Wire> => {
    const socket = await connect(`ws://127.0.0.1:${stack.port}/ws`);
    sockets.push(socket);
    const wire = openWire(socket);
    await wire.greet({ type: 'hello', version: protocolVersion, ...(ticket === undefined ? {} : { ticket }) });
    await wire.ask('room.join', { room: demoStreamId, as: 'viewer' });
    return wire;
  };
  return {
    name: 'busker',
    pid: stack.children.server ?? 0,
    async hear(onLine) {
      (await enter()).hearOnly(onLine);
    },
    async speak() {
      spoken += 1;
      const wire = await enter(await clients[spoken % clients.length]?.ticket());
      return {
        say: async (text) => {
          const { line, verdict } = (await wire.ask('chat.send', { key: newId(), text })) as {
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

interface Wire {
  greet(hello: unknown): Promise<void>;
  /** @throws where it is refused */
  ask(method: string, params: unknown): Promise<unknown>;
  /** From now on it is not asked anything. */
  hearOnly(onLine: ((id: string, atMs: number) => void) | undefined): void;
}

/** As little as a page must do; what only hears does not even parse. */
function openWire(socket: WebSocket): Wire {
  const waiting = new Map<number, (message: Message) => void>();
  let welcomed: (() => void) | undefined;
  let nextId = 1;
  const take = (data: unknown): void => {
    for (const message of [JSON.parse(String(data))].flat() as Message[]) {
      if (message.type === 'welcome') welcomed?.();
      if (message.type !== 'answer' || message.id === undefined) continue;
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    }
  };
  socket.on('message', take);
  return {
    greet(hello) {
      const { promise, resolve } = Promise.withResolvers<void>();
      welcomed = resolve;
      socket.send(JSON.stringify(hello));
      return promise;
    },
    ask(method, params) {
      const id = nextId;
      nextId += 1;
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      waiting.set(id, (message) => {
        if (message.type === 'answer' && message.ok) resolve(message.result);
        else reject(new Error(`${method} was refused: ${JSON.stringify(message)}`));
      });
      socket.send(JSON.stringify({ type: 'request', id, method, params }));
      return promise;
    },
    hearOnly(onLine) {
      socket.off('message', take);
      socket.on('message', (data) => {
        if (onLine === undefined) return;
        const atMs = performance.now();
        for (const message of [JSON.parse(String(data))].flat() as Message[]) {
          if (message.type === 'note' && message.name === 'chat.line') {
            onLine((message.body as { line: { id: string } }).line.id, atMs);
          }
        }
      });
    },
  };
}
