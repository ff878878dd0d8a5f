/**
 * How much processor time a process has used.
 */
import { readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second. */
const tickMs = 10;

/** In milliseconds of one core, user and system together; 0 where the process is gone. */
export function processorMs(pid: number): number {
  try {
    const after = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(after[11]) + Number(after[12])) * tickMs;
  } catch {
    return 0;
  }
}
