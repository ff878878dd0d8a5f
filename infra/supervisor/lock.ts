/** One supervisor a data directory: a lock file that names its owner, taken over only from an owner that is gone. */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Problem } from '../bootstrap/problem.mjs';
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts';

const attempts = 20;

/**
 * Takes the lock.
 * @returns a function that gives it back
 * @throws Problem where a living supervisor has it
 */
export function takeLock(file: string, root: string): () => void {
  const me = identify(process.pid);
  if (me === undefined) throw new Problem('This system tells nothing about its processes: /proc or `ps` is needed.');
  const draft = `${file}.${me.pid}`;
  try {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      writeFileSync(draft, JSON.stringify(me), { mode: 0o600 });
      if (linked(draft, file)) return () => release(file, me);
      const owner = readOwner(file);
      if (owner !== undefined && isAlive(owner)) throw inUse(root, owner);
      setAside(file, `${draft}.stale`, owner);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  throw inUse(root, readOwner(file));
}

/** A hard link appears at once with its content, or not at all. */
function linked(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a dead owner's lock; one that somebody has taken meanwhile is put back. */
function setAside(file: string, aside: string, dead: ProcessIdentity | undefined): void {
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (readOwner(aside)?.startToken !== dead?.startToken) linked(aside, file);
  rmSync(aside, { force: true });
}

function release(file: string, me: ProcessIdentity): void {
  if (readOwner(file)?.startToken === me.startToken) rmSync(file, { force: true });
}

function readOwner(file: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function inUse(root: string, owner: ProcessIdentity | undefined): Problem {
  const by = owner === undefined ? 'another supervisor' : `the supervisor with pid ${owner.pid}`;
  return new Problem(
    `The data directory ${root} is in use by ${by}: stop that one, or let BUSKER_DATA_DIR and PORT name others for a second copy.`,
  );
}
