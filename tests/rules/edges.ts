/** Writes the little trees in which the architecture rules are proved: files that do nothing but import each other. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, posix } from 'node:path';
import type { Edge } from './offences.ts';

const aliased = /^server\/(protocol|kernel|platform|config)\//;

/**
 * Writes the files of `edges` with a package.json and the packages they name into `folder`.
 * @returns the paths of the code files, relative to it
 */
export function writeEdges(folder: string, edges: readonly Edge[]): string[] {
  const files = new Map<string, string[]>();
  const packages = new Set<string>();
  for (const [from, to, kind] of edges) {
    const lines = files.get(from) ?? [];
    files.set(from, lines);
    if (to !== '=') lines.push(`${kind ?? 'import'} { x } from '${specifier(from, to)}';`);
    if (isFile(to)) files.set(to, files.get(to) ?? []);
    else if (isPackage(to)) packages.add(to);
  }
  for (const [path, lines] of files) write(folder, path, `${lines.join('\n')}\nexport const x = 1;\n`);
  for (const name of packages) writePackage(folder, name);
  write(folder, 'package.json', packageJson([...packages].filter((name) => name !== 'undeclared')));
  return [...files.keys()].filter((path) => !path.startsWith('prisma/client/'));
}

/** By `#alias` where another part of the tree is meant, as the house writes it; else relative. */
function specifier(from: string, to: string): string {
  if (to.startsWith('=')) return to.slice(1);
  if (!isFile(to)) return to;
  const part = aliased.exec(to)?.[0];
  if (part !== undefined && !from.startsWith(part)) return `#${to.slice('server/'.length)}`;
  const relative = posix.relative(posix.dirname(from), to);
  return relative.startsWith('.') ? relative : `./${relative}`;
}

function isFile(to: string): boolean {
  return /\.tsx?$/.test(to) && !to.startsWith('=');
}

function isPackage(to: string): boolean {
  return !to.startsWith('=') && !builtinModules.includes(to.replace(/^node:/, ''));
}

function packageJson(dependencies: readonly string[]): string {
  const parts = ['protocol', 'kernel', 'platform', 'config'];
  return JSON.stringify({
    name: 'offences',
    type: 'module',
    imports: Object.fromEntries(parts.map((part) => [`#${part}/*`, `./server/${part}/*`])),
    dependencies: Object.fromEntries(dependencies.map((name) => [name, '1.0.0'])),
  });
}

function writePackage(folder: string, name: string): void {
  const at = `node_modules/${name}`;
  write(folder, `${at}/package.json`, JSON.stringify({ name, version: '1.0.0', type: 'module', main: 'index.js' }));
  write(folder, `${at}/index.js`, 'export const x = 1;\n');
}

function write(folder: string, path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
