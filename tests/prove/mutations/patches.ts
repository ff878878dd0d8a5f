/**
 * The patches of `tests/mutations`: each is a bug that was made on purpose, with the test that must notice it in its first lines.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../infra/fixtures/scratch.ts';

export interface Mutation {
  readonly name: string;
  /** Where the patch is. */
  readonly file: string;
  /** In a sentence. */
  readonly bug: string;
  /** The test file that must fail, from the root, and the name of the test in it. */
  readonly test: string;
  readonly fails: string;
}

const folder = join(root, 'tests/mutations');

/** All of them, by name. @throws where one does not say what it is and who must notice it */
export function readMutations(): Mutation[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.patch'));
  return files.sort().map((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const said = (what: string): string => {
      const value = new RegExp(`^${what}: (.+)$`, 'm').exec(text)?.[1];
      if (value === undefined) throw new Error(`${file} does not say "${what}: …"`);
      return value;
    };
    const name = file.replace(/\.patch$/, '');
    return { name, file: join(folder, file), bug: said('Bug'), test: said('Test'), fails: said('Fails') };
  });
}

/** Applies a patch to the sources in a folder, or only says whether it could. @returns what hinders it; undefined: nothing */
export function applyPatch({ file }: Mutation, where: string, how: 'apply' | 'check'): string | undefined {
  const args = ['apply', ...(how === 'check' ? ['--check'] : []), file];
  const { status, stderr } = spawnSync('git', args, { cwd: where, encoding: 'utf8' });
  return status === 0 ? undefined : `it no longer applies: ${stderr.trim()}`;
}
