/**
 * The baseline: a bare ws server that tells everybody what anybody says (`tests/bench/bare/echo.ts`).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { WebSocket } from 'ws';
import { type ChatSide, connect } from './side.ts';

interface Frame {
  readonly line?: string;
  readonly key?: number;
  readonly acknowledged?: string;
}

/** Starts the bare server in a process of its own. */
export async function openBareSide(): Promise<ChatSide> {
  const entry = new URL('../bare/echo.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [entry], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [first] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { port } = JSON.parse(first) as { port: number };
  const sockets: WebSocket[] = [];
  const enter = async (): Promise<WebSocket> => {
    const socket = await connect(`ws://127.0.0.1:${port}`);
    sockets.push(socket);
    return socket;
  };
  return {
    name: 'bare',
    pid: child.pid ?? 0,
    async hear(onLine) {
      const socket = await enter();
      socket.on('message', (data) => {
        if (onLine === undefined) return;
        const { line } = JSON.parse(String(data)) as Frame;
        if (line !== undefined) onLine(line, performance.now());
      });
    },
    async speak() {
      return speakThrough(await enter());
    },
    async close() {
      for (const socket of sockets) socket.terminate();
      await end(child);
    },
  };
}

function speakThrough(socket: WebSocket) {
  const waiting = new Map<number, (id: string) => void>();
  let nextKey = 1;
  socket.on('message', (data) => {
    const { key, acknowledged } = JSON.parse(String(data)) as Frame;
    if (key === undefined || acknowledged === undefined) return;
    waiting.get(key)?.(acknowledged);
    waiting.delete(key);
  });
  return {
    say(text: string): Promise<string> {
      const key = nextKey;
      nextKey += 1;
      const { promise, resolve } = Promise.withResolvers<string>();
      waiting.set(key, resolve);
      socket.send(JSON.stringify({ key, text }));
      return promise;
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.stdin?.end();
  await once(child, 'exit');
}
