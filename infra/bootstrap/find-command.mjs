/** Finds programs and C headers of this system without running anything. */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const includeFolders = ['/usr/include', '/usr/local/include', '/opt/homebrew/include'];

/**
 * The path of a program on PATH, or undefined.
 * @param {string} name
 * @param {Readonly<Record<string, string | undefined>>} env
 */
export function findCommand(name, env = process.env) {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** @param {string} file */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Whether a C header is where compilers look. @param {string} header */
export function hasHeader(header) {
  return includeFolders.some((folder) => existsSync(join(folder, header)));
}
