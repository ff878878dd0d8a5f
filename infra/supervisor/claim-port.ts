/**
 * Keeps two Buskers that start in the same second from choosing the same port: whoever chose one says so in a file before looking at it,
 * until its process ends. Only a courtesy among our own processes; whether a port is free is for the system to say.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identify } from './process-identity.ts';

const directory = join(tmpdir(), 'busker-ports');
const ours = new Set<number>();

/** Whether the port is this process's now: true again for one that is already, false where another living process chose it. */
export function claimPort(port: number): boolean {
  if (ours.has(port)) return true;
  try {
    mkdirSync(directory, { recursive: true });
    // First say, then look: of two that do so at once both may withdraw, but never both stay.
    writeFileSync(fileOf(port), '');
  } catch {
    // A directory of another user's: the system's own answer has to do.
    return true;
  }
  if (othersOf(port).length > 0) {
    rmSync(fileOf(port), { force: true });
    return false;
  }
  if (ours.size === 0) process.once('exit', releasePorts);
  ours.add(port);
  return true;
}

/** Whether this process chose it before. */
export function isClaimed(port: number): boolean {
  return ours.has(port);
}

function releasePorts(): void {
  for (const port of ours) rmSync(fileOf(port), { force: true });
}

/** Process ids of the living that chose it too; what the dead left is removed. */
function othersOf(port: number): number[] {
  const claims = readdirSync(directory).filter((name) => name.startsWith(`${port}-`));
  const pids = claims.map((name) => Number(name.split('-')[1])).filter((pid) => pid !== process.pid);
  return pids.filter((pid) => {
    const lives = identify(pid) !== undefined;
    if (!lives) rmSync(fileOf(port, pid), { force: true });
    return lives;
  });
}

function fileOf(port: number, pid = process.pid): string {
  return join(directory, `${port}-${pid}`);
}
