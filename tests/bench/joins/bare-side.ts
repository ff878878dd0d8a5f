/**
 * The baseline: the same camera through mediasoup and as little else as possible (`tests/bench/bare/`).
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { openPerformer, type Side, type SideGround, untilPublished } from './side.ts';

/** Starts the bare server and publishes on it. */
export async function openBare(ground: SideGround): Promise<Side> {
  const child = startServer();
  try {
    const origin = `http://127.0.0.1:${await portOf(child)}`;
    const performer = await openPerformer(ground);
    await performer.page.goto(`${origin}/publish`);
    await untilPublished(performer);
    return { name: 'bare', watchUrl: `${origin}/watch`, close: () => stopServer(child) };
  } catch (error) {
    await stopServer(child);
    throw error;
  }
}

type Child = ChildProcessByStdio<Writable, Readable, null>;

/** A process of its own, as Busker's is, so that neither shares a thread with the browser's remote control. */
function startServer(): Child {
  const entry = new URL('../bare/main.ts', import.meta.url).pathname;
  return spawn(process.execPath, [entry], { stdio: ['pipe', 'pipe', 'inherit'] });
}

async function portOf(child: Child): Promise<number> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The bare server ended with ${code} before it was ready.`);
  });
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
  return (JSON.parse(String(line)) as { port: number }).port;
}

async function stopServer(child: Child): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.stdin.end();
  await once(child, 'exit');
}
