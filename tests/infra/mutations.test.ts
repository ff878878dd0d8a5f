/**
 * The bugs that are kept to be noticed (`npm run prove -- mutations`): each patch still applies and names a test that is there. Two quick
 * ones are made and noticed here, one of TypeScript and one of a migration.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { judge } from '../prove/mutations/judge.ts';
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
    t.ok(readFileSync(join(root, mutation.test), 'utf8').includes(mutation.fails), 'names a test that is there');
  });
}

for (const mutation of mutations.filter(({ name }) => quick.includes(name))) {
  t.test(`It is noticed: ${mutation.bug}`, async (t) => {
    const { caught, why } = await judge(mutation);
    t.ok(caught, why === '' ? mutation.fails : why);
  });
}
