/** Proves the house rules themselves: each refuses what it says it refuses and lets the rest be. */
import t from 'tap';
import { rules } from './index.ts';
import { describeProblem, type Example, type Rule } from './rule.ts';
import { treeOf } from './tree.ts';

function problemsIn(rule: Rule, example: Example): string[] {
  const tree = treeOf(example);
  return [...tree.values()].flatMap((file) => rule.check(file, tree)).map(describeProblem);
}

for (const rule of rules) {
  t.test(rule.name, async (t) => {
    const { refused, accepted } = rule.examples;
    t.ok(refused.length > 0 && accepted.length > 0, 'has an example it refuses and one it accepts');
    for (const example of refused) {
      t.not(problemsIn(rule, example).length, 0, `refuses ${JSON.stringify(example).slice(0, 100)}`);
    }
    for (const example of accepted) {
      t.same(problemsIn(rule, example), [], `accepts ${JSON.stringify(example).slice(0, 100)}`);
    }
  });
}

t.test('names are unique', async (t) => {
  t.equal(new Set(rules.map(({ name }) => name)).size, rules.length);
});
