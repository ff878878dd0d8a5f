/** `run.json`: who runs in this data directory and on which ports. Replaced whole, so a reader never sees half of it. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { ProcessIdentity } from './process-identity.ts';

export interface RunFile {
  /** The supervisor; absent once it has stopped in good order. */
  readonly pid?: number;
  readonly startToken?: string;
  readonly ports: Readonly<Record<string, number>>;
  readonly children: Readonly<Record<string, ProcessIdentity>>;
}

const nothing: RunFile = { ports: {}, children: {} };

/** What the last run left; an unreadable file counts as none. */
export function readRunFile(file: string): RunFile {
  try {
    const found: Partial<RunFile> = JSON.parse(readFileSync(file, 'utf8'));
    return { ...nothing, ...found };
  } catch {
    return nothing;
  }
}

/** Replaces the file. @throws the error of the file system where it cannot be written */
export function writeRunFile(file: string, run: RunFile): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(run, null, 2)}\n`);
  renameSync(draft, file);
}
