/**
 * Whether a bug is noticed: without it the test file passes, with it the test that is named fails.
 */
import { type CopiedTree, copyTree, type TestRun } from './copied-tree.ts';
import { applyPatch, type Mutation } from './patches.ts';

export interface Verdict {
  readonly mutation: Mutation;
  readonly caught: boolean;
  /** Where it was not: why. */
  readonly why: string;
  readonly seconds: number;
}

/** Runs a test file as it is. @returns what is wrong with it; undefined: it passes */
export async function tryUnbroken(test: string): Promise<string | undefined> {
  const { passed, failed, said } = await inCopy((tree) => tree.run(test));
  return passed ? undefined : `${test} fails without any bug: ${failed.join('; ')}\n${said}`;
}

/** Makes the bug in a copy of the sources and runs its test there. */
export async function judge(mutation: Mutation): Promise<Verdict> {
  return inCopy(async (tree) => {
    const hindered = applyPatch(mutation, tree.folder, 'apply');
    if (hindered !== undefined) return { mutation, caught: false, why: hindered, seconds: 0 };
    const run = await tree.run(mutation.test);
    const why = whyMissed(run, mutation);
    return { mutation, caught: why === '', why, seconds: run.seconds };
  });
}

function whyMissed({ passed, failed }: TestRun, { fails }: Mutation): string {
  if (passed) return 'the test passes with the bug';
  if (failed.includes(fails)) return '';
  return failed.length === 0 ? 'the test died without a word' : `other tests failed: ${failed.join('; ')}`;
}

async function inCopy<T>(work: (tree: CopiedTree) => Promise<T>): Promise<T> {
  const tree = copyTree();
  try {
    return await work(tree);
  } finally {
    tree.remove();
  }
}
