/** Holds every file of the repository to the house rules in `tests/rules/`. */
import t from 'tap';
import { rules } from './rules/index.ts';
import { describeProblem } from './rules/rule.ts';
import { readTree } from './rules/tree.ts';

const tree = readTree();
const files = [...tree.values()];

for (const rule of rules) {
  t.test(rule.name, async (t) => {
    const problems = files.flatMap((file) => rule.check(file, tree)).map(describeProblem);
    for (const found of problems) t.fail(found, { at: null, stack: '' });
    if (problems.length === 0) t.pass(rule.why);
  });
}

t.test('the tree was read', async (t) => {
  const lengths = files
    .filter(({ isCode }) => isCode)
    .map(({ lineCount }) => lineCount)
    .sort((a, b) => a - b);
  t.ok(tree.has('package.json') && tree.has('tests/tidy.test.ts'), 'known files are in it');
  t.comment(`${lengths.length} files of code, median ${lengths[lengths.length >> 1]} lines, longest ${lengths.at(-1)}`);
});
