/**
 * The baseline: the same route without people, limits, ledger and outbox (`tests/bench/bare/tips.ts`).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { newId } from '#kernel/ids.ts';
import { connect } from '../chat/side.ts';
import { openGiver, type TipSide } from './side.ts';
import { readingTips } from './watch.ts';

/** Starts the bare server in a process of its own. */
export async function openBareSide(): Promise<TipSide> {
  const entry = new URL('../bare/tips.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [entry], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [first] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { port } = JSON.parse(first) as { port: number };
  const giver = openGiver(port);
  const streamId = newId();
  return {
    name: 'bare',
    // As long as an access token.
    give: () => giver.give('x'.repeat(420), { streamId, amount: 1 }),
    async watch(onTip) {
      const socket = await connect(`ws://127.0.0.1:${port}`);
      if (onTip === undefined) return;
      const read = readingTips(onTip);
      socket.on('message', (data) => {
        const atMs = performance.now();
        read(JSON.parse(String(data)), atMs);
      });
    },
    layOver: async () => false,
    settled: async () => undefined,
    analyzed: async () => undefined,
    processes: () => ({ server: child.pid === undefined ? [] : [child.pid] }),
    async close() {
      giver.close();
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}
