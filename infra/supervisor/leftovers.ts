/** Ends the children of a supervisor that was killed before it could end them itself. */
import { Problem } from '../bootstrap/problem.mjs';
import { isAlive, type ProcessIdentity, sendSignal } from './process-identity.ts';
import type { RunFile } from './run-file.ts';
import { waitUntil } from './wait-until.ts';

const politeMs = 4_000;
const killMs = 2_000;
/** Postgres understands SIGTERM as "wait for all clients"; SIGINT is its fast shutdown. */
const politeSignals: Readonly<Record<string, NodeJS.Signals>> = { postgres: 'SIGINT' };

/** @returns the names of those that were ended */
export async function endLeftovers({ children }: RunFile): Promise<string[]> {
  const left = Object.entries(children).filter(([, identity]) => isAlive(identity));
  for (const [name, { pid }] of left) {
    if (sendSignal(pid, politeSignals[name] ?? 'SIGTERM')) continue;
    throw new Problem(`${name} (pid ${pid}) of an earlier start still runs and belongs to another user: end it first.`);
  }
  const identities = left.map(([, identity]) => identity);
  const gone = (): boolean => !identities.some(isAlive);
  if (!(await waitUntil(gone, { timeoutMs: politeMs }))) killAll(identities);
  if (!(await waitUntil(gone, { timeoutMs: killMs }))) {
    const pids = identities.filter(isAlive).map(({ pid }) => pid);
    throw new Problem(
      `Processes of an earlier start cannot be ended (pid ${pids.join(', ')}): end them and start again.`,
    );
  }
  return left.map(([name]) => name);
}

/** Every child leads a process group of its own, so what it started goes with it. */
function killAll(identities: readonly ProcessIdentity[]): void {
  for (const identity of identities) {
    if (isAlive(identity)) sendSignal(identity.pid, 'SIGKILL', true);
  }
}
