/**
 * What a process of this machine uses, by Linux's own account.
 */
import { readFileSync } from 'node:fs';

/** Resident memory in megabytes. @throws where there is no such process */
export function residentMb(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (found === undefined) throw new Error(`Process ${pid} has no memory`);
  return Number(found) / 1024;
}
