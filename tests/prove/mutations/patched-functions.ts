/**
 * Which functions of the database a patch changes, and which of them a later migration defines anew: such a patch applies and does nothing.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutation } from './patches.ts';

const migrations = 'prisma/migrations';
const header = /^@@ -(\d+)/;

interface Hunk {
  /** Where it says it begins, from 1. */
  readonly line: number;
  /** What stands there before. */
  readonly old: readonly string[];
  /** Which of these go, and before which of them something comes. */
  readonly changed: readonly number[];
}

/**
 * A function of a migration is what `CREATE FUNCTION` begins and a line `$$;` ends.
 * @param tree whose migrations they are @returns a sentence each; empty: what the patch changes is what is used
 */
export function findOverruled({ file }: Pick<Mutation, 'file'>, tree: string): string[] {
  const text = readFileSync(file, 'utf8');
  const path = /^\+\+\+ b\/(.+)$/m.exec(text)?.[1] ?? '';
  if (!path.startsWith(`${migrations}/`)) return [];
  const lines = readFileSync(join(tree, path), 'utf8').split('\n');
  const names = new Set(readHunks(text).flatMap((hunk) => enclosing(lines, hunk)));
  return [...names].flatMap((name) => {
    const newest = newestOf(name, tree);
    return newest === path.split('/')[2] ? [] : [`${name} is defined anew by ${newest}`];
  });
}

/** The last migration that makes it or takes it away. */
function newestOf(name: string, tree: string): string | undefined {
  const makes = new RegExp(
    `^\\s*(CREATE|CREATE OR REPLACE|DROP) FUNCTION (IF EXISTS )?${name.replaceAll('.', '\\.')}[(;]`,
    'm',
  );
  const folders = readdirSync(join(tree, migrations), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const sorted = folders.map((folder) => folder.name).sort();
  return sorted.findLast((one) => makes.test(readFileSync(join(tree, migrations, one, 'migration.sql'), 'utf8')));
}

function enclosing(lines: readonly string[], hunk: Hunk): string[] {
  const place = placeOf(lines, hunk);
  return hunk.changed.flatMap((at) => functionAt(lines, place + at) ?? []);
}

function functionAt(lines: readonly string[], at: number): string | undefined {
  for (let line = at; line >= 0; line -= 1) {
    if (line < at && lines[line] === '$$;') return undefined;
    const name = /^CREATE (?:OR REPLACE )?FUNCTION ([\w.]+)\(/.exec(lines[line] ?? '')?.[1];
    if (name !== undefined) return name;
  }
  return undefined;
}

/** Where it stands: as `git apply` does, at the nearest place where all its lines are. @throws where it stands nowhere */
function placeOf(lines: readonly string[], { line, old }: Hunk): number {
  const places = lines.flatMap((_, at) => (old.every((text, next) => lines[at + next] === text) ? [at] : []));
  const nearest = places.sort((one, other) => Math.abs(one - line + 1) - Math.abs(other - line + 1))[0];
  if (nearest === undefined) throw new Error(`There is no such place: ${old.join('\n')}`);
  return nearest;
}

function readHunks(patch: string): Hunk[] {
  const lines = patch.split('\n');
  const starts = lines.flatMap((line, at) => (header.test(line) ? [at] : []));
  return starts.map((start, at) => {
    const hunk = { line: Number(header.exec(lines[start] ?? '')?.[1]), old: [] as string[], changed: [] as number[] };
    for (const line of lines.slice(start + 1, starts[at + 1])) {
      if (/^[+-]/.test(line)) hunk.changed.push(hunk.old.length);
      if (/^[ -]/.test(line)) hunk.old.push(line.slice(1));
    }
    return hunk;
  });
}
