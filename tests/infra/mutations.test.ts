/**
 * The bugs that are kept to be noticed (`npm run prove -- mutations`): each patch still applies, changes what is used, and names a test that
 * is there. Two quick ones are made and noticed here, one of TypeScript and one of a migration.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { judge } from '../prove/mutations/judge.ts';
import { findOverruled } from '../prove/mutations/patched-functions.ts';
import { applyPatch, readMutations } from '../prove/mutations/patches.ts';
import { root } from './fixtures/scratch.ts';

const mutations = readMutations();
const quick = ['failed-is-delivered', 'dropped-leg'];

t.test('There are enough of them', async (t) => {
  t.ok(mutations.length >= 10, `${mutations.length}`);
});

for (const mutation of mutations) {
  t.test(`The patch ${mutation.name}`, async (t) => {
    t.equal(applyPatch(mutation, root, 'check'), undefined, 'applies');
    t.same(findOverruled(mutation, root), [], 'changes no function that a later migration defines anew');
    t.ok(readFileSync(join(root, mutation.test), 'utf8').includes(mutation.fails), 'names a test that is there');
  });
}

/** A tree of two migrations and a patch of the first. */
function layTwo(t: Test, second: string): { tree: string; file: string } {
  const body = (of: string) => ['CREATE FUNCTION ledger.one() AS $$', 'BEGIN', `  ${of}`, 'END', '$$;', ''];
  const first = [...body('RETURN 1;'), ...body('RETURN 2;').map((line) => line.replace('.one', '.two')), 'GRANT all;'];
  const texts = { '0001_first': first.join('\n'), '0002_second': second };
  const tree = t.testdir({});
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(join(tree, 'prisma/migrations', name), { recursive: true });
    writeFileSync(join(tree, 'prisma/migrations', name, 'migration.sql'), text);
  }
  const file = join(tree, 'a.patch');
  const [minus, plus] = ['--- a', '+++ b'].map((side) => `${side}/prisma/migrations/0001_first/migration.sql`);
  // Its line is one off, as after an edit above it.
  writeFileSync(
    file,
    [minus, plus, '@@ -8,3 +8,3 @@', ' BEGIN', '-  RETURN 2;', '+  RETURN 3;', ' END', ''].join('\n'),
  );
  return { tree, file };
}

t.test('A patch of what a later migration defines anew is found', async (t) => {
  const overruled = (second: string) => {
    const { tree, file } = layTwo(t, second);
    return findOverruled({ file }, tree);
  };
  const found = ['ledger.two is defined anew by 0002_second'];
  t.same(overruled('CREATE OR REPLACE FUNCTION ledger.two() AS $$'), found);
  t.same(overruled('DROP FUNCTION ledger.two();\n'), found);
  t.same(overruled('CREATE OR REPLACE FUNCTION ledger.one() AS $$'), [], 'another function');
  t.same(overruled('CREATE OR REPLACE FUNCTION ledger.two_more() AS $$'), [], 'one whose name begins alike');
  t.same(overruled('-- FUNCTION ledger.two() is called'), [], 'a remark');
});

for (const mutation of mutations.filter(({ name }) => quick.includes(name))) {
  t.test(`It is noticed: ${mutation.bug}`, async (t) => {
    const { caught, why } = await judge(mutation);
    t.ok(caught, why === '' ? mutation.fails : why);
  });
}
