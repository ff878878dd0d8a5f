/** Says whether something made from files is still fresh: a stamp is the hash of all that it was made from. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const skipped = new Set(['node_modules', 'dist', '.git', '.busker']);

/**
 * Hash of files and folders (names and contents) and of words; what does not exist counts as absent.
 * @param {string} root @param {readonly string[]} paths from the root @param {readonly string[]} [words]
 */
export function contentStamp(root, paths, words = []) {
  const hash = createHash('sha256');
  for (const word of words) hash.update(`word ${word}\0`);
  for (const path of paths.flatMap((start) => filesUnder(root, start))) {
    hash.update(`file ${path}\0`).update(readFileSync(join(root, path)));
  }
  return hash.digest('hex');
}

/** @param {string} file */
export function readStamp(file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** @param {string} file @param {string} stamp */
export function writeStamp(file, stamp) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${stamp}\n`);
}

/** @param {string} root @param {string} path @returns {string[]} sorted, from the root */
function filesUnder(root, path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (found.isFile()) return [path];
  const names = readdirSync(join(root, path)).filter((name) => !skipped.has(name));
  return names.sort().flatMap((name) => filesUnder(root, join(path, name)));
}
