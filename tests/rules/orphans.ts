/** Every file is reached from something that is started; what only tests reach is dead code with a test. */
import { entries } from '../../.dependency-cruiser.mjs';
import { filesNamedBy } from './imports.ts';
import { problem, type Rule } from './rule.ts';
import type { SourceFile, Tree } from './tree.ts';

const started = entries.map((pattern) => new RegExp(pattern));

interface Reached {
  readonly inProduction: ReadonlySet<SourceFile>;
  readonly inTests: ReadonlySet<SourceFile>;
}

const known = new WeakMap<Tree, Reached>();

export const orphans: Rule = {
  name: 'orphans',
  why: 'Code that nothing reaches is read, kept and believed for nothing.',
  check(file, tree) {
    if (!file.isCode) return [];
    const { inProduction, inTests } = reachedIn(tree);
    if (inProduction.has(file) || (isTest(file) && inTests.has(file))) return [];
    const what = inTests.has(file) ? 'only tests reach this file' : 'nothing reaches this file';
    return [problem(file, undefined, what, 'use it, delete it, or name it in entries of .dependency-cruiser.mjs')];
  },
  examples: {
    refused: [
      { 'server/alone.ts': '' },
      { 'server/pair.ts': "import './other.ts';", 'server/other.ts': "import './pair.ts';" },
      { 'server/tested.ts': '', 'tests/tested.test.ts': "import '../server/tested.ts';" },
    ],
    accepted: [
      {
        'server/api.ts': "import { a } from '#kernel/a.ts';",
        'server/kernel/a.ts': "export * from './b.ts';",
        'server/kernel/b.ts': '',
      },
      {
        'infra/run.mjs': "spawn('sfu-workers/main.ts'); new URL('./child.mjs', import.meta.url);",
        'infra/child.mjs': '',
        'sfu-workers/main.ts': '',
      },
      { 'tests/a.test.ts': "import './world/start.ts';", 'tests/world/start.ts': '' },
    ],
  },
};

function reachedIn(tree: Tree): Reached {
  let reached = known.get(tree);
  if (reached === undefined) {
    const roots = [...tree.values()].filter(({ isCode, path }) => isCode && started.some((entry) => entry.test(path)));
    reached = {
      inProduction: reachFrom(
        roots.filter((file) => !isTest(file)),
        tree,
      ),
      inTests: reachFrom(roots.filter(isTest), tree),
    };
    known.set(tree, reached);
  }
  return reached;
}

function reachFrom(roots: readonly SourceFile[], tree: Tree): Set<SourceFile> {
  const reached = new Set(roots);
  // A set visits what is added while it is walked.
  for (const file of reached) for (const named of filesNamedBy(file, tree)) reached.add(named);
  return reached;
}

function isTest(file: SourceFile): boolean {
  return file.path.startsWith('tests/');
}
