/** Holds `docs/dependencies.md` and `package.json` against each other: every package has its reason, every reason its package. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { root } from './tree.ts';

const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

function inPackageJson(): string[] {
  const manifest: Record<string, Record<string, string>> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return kinds.flatMap((kind) => Object.keys(manifest[kind] ?? {})).sort();
}

/** Package → its cells after the name: why it is here, and how it was judged. */
function rowsOfTable(): Map<string, string[]> {
  const rows = new Map<string, string[]>();
  for (const line of readFileSync(join(root, 'docs/dependencies.md'), 'utf8').split('\n')) {
    const [, name, ...cells] = line.split('|').map((cell) => cell.trim());
    if (name?.startsWith('`')) rows.set(name.replaceAll('`', ''), cells.slice(0, -1));
  }
  return rows;
}

t.test('the table and package.json name the same packages', async (t) => {
  t.same([...rowsOfTable().keys()].sort(), inPackageJson(), 'docs/dependencies.md and package.json agree');
});

t.test('every package says why it is here and how it was judged', async (t) => {
  for (const [name, cells] of rowsOfTable()) t.ok(cells.length === 2 && cells.every((cell) => cell.length > 5), name);
});
