/**
 * Whether a process runs. A zombie does not.
 */
import { readFileSync } from 'node:fs';

/** True for a pid that is a running process of this machine. */
export function isRunning(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
