/** Every file is reached from something that is started; what only tests reach is dead code with a test. */
import { entries } from '../../.dependency-cruiser.mjs';
import { filesNamedBy } from './imports.ts';
import { problem, type Rule } from './rule.ts';
import type { SourceFile, Tree } from './tree.ts';

const started = entries.map((pattern) => new RegExp(pattern));

/** The first files of what is not reached, each with what to say of it. */
type Findings = ReadonlyMap<SourceFile, string>;

const known = new WeakMap<Tree, Findings>();

export const orphans: Rule = {
  name: 'orphans',
  why: 'Code that nothing reaches is read, kept and believed for nothing.',
  check(file, tree) {
    if (!file.isCode) return [];
    const findings = known.get(tree) ?? findIn(tree);
    known.set(tree, findings);
    const what = findings.get(file);
    return what === undefined
      ? []
      : [problem(file, undefined, what, 'use it, delete it, or name it in entries of .dependency-cruiser.mjs')];
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

function findIn(tree: Tree): Findings {
  const code = [...tree.values()].filter(({ isCode }) => isCode);
  const roots = code.filter(({ path }) => started.some((entry) => entry.test(path)));
  const inProduction = reachFrom(
    roots.filter((file) => !isTest(file)),
    tree,
  );
  const inTests = reachFrom(roots.filter(isTest), tree);
  const unreached = code.filter((file) => !inProduction.has(file) && !(isTest(file) && inTests.has(file)));
  const findings = new Map<SourceFile, string>();
  for (const [head, others] of headsOf(unreached, tree)) {
    const whole = others === 0 ? '' : `, nor ${others} more that it leads to`;
    findings.set(head, `${inTests.has(head) ? 'only tests reach' : 'nothing reaches'} this file${whole}`);
  }
  return findings;
}

/** The files that lead to all others of a set, each with how many it adds: one report for a whole dead branch. */
function headsOf(files: readonly SourceFile[], tree: Tree): Map<SourceFile, number> {
  const named = new Set(files.flatMap((file) => filesNamedBy(file, tree).filter((other) => other !== file)));
  const left = new Set(files);
  const heads = new Map<SourceFile, number>();
  // Files that nothing of the set names come first; what is left after them are circles.
  for (const head of [...files.filter((file) => !named.has(file)), ...files]) {
    if (!left.has(head)) continue;
    const before = left.size;
    for (const file of reachFrom([head], tree)) left.delete(file);
    heads.set(head, before - left.size - 1);
  }
  return heads;
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
