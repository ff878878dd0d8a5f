/**
 * The baseline's server (`tests/bench/bare/`) as a process of its own, as Busker is, so that neither shares a thread with
 * who measures.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

export interface BareServer {
  readonly port: number;
  readonly pid: number;
  /** Idempotent. */
  close(): Promise<void>;
}

type Child = ChildProcessByStdio<Writable, Readable, null>;

/** Ready when it resolves. @throws where it ends before */
export async function startBareServer(): Promise<BareServer> {
  const entry = new URL('./bare/main.ts', import.meta.url).pathname;
  const child: Child = spawn(process.execPath, [entry], { stdio: ['pipe', 'pipe', 'inherit'] });
  return { port: await portOf(child), pid: child.pid ?? 0, close: () => stop(child) };
}

async function portOf(child: Child): Promise<number> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The bare server ended with ${code} before it was ready.`);
  });
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
  return (JSON.parse(String(line)) as { port: number }).port;
}

async function stop(child: Child): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.stdin.end();
  await once(child, 'exit');
}
