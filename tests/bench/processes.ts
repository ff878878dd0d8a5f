/**
 * The processes of this machine as Linux counts them: who descends from whom.
 */
import { readdirSync, readFileSync } from 'node:fs';

/** Those that descend from the given, without them. */
export function descendantsOf(pids: readonly number[]): number[] {
  const parents = new Map(
    readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0)
      .map((pid) => [pid, parentOf(pid)]),
  );
  const found = new Set(pids);
  for (const ancestor of found) for (const [pid, parent] of parents) if (parent === ancestor) found.add(pid);
  return [...found].filter((pid) => !pids.includes(pid));
}

/** Undefined where it is gone. */
function parentOf(pid: number): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
  } catch {
    return undefined;
  }
}
