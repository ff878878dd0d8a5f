/** Holds the repository to the directions of ARCHITECTURE.md, and proves that each of those rules can fail. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { tiers } from '../.dependency-cruiser.mjs';
import { architectureRules, violationsIn } from './rules/cruise.ts';
import { writeEdges } from './rules/edges.ts';
import { allowed, offences } from './rules/offences.ts';
import { isCode, listFiles, root } from './rules/tree.ts';

const cruised = /^(server|sfu-workers|web-client\/src|infra|prisma|tests)\//;
const temporary = mkdtempSync(join(tmpdir(), 'busker-architecture-'));
t.teardown(() => rmSync(temporary, { recursive: true, force: true }));

t.test('the repository keeps its directions', async (t) => {
  const files = listFiles().filter((path) => isCode(path) && cruised.test(path));
  const violations = await violationsIn(root, files);
  for (const { text } of violations) t.fail(text, { at: null, stack: '' });
  if (violations.length === 0) t.pass(`${files.length} files, ${architectureRules.length} rules`);
});

t.test('every rule can fail', async (t) => {
  t.same(Object.keys(offences).sort(), [...architectureRules].sort(), 'a rule has its offences, an offence its rule');
  for (const [rule, edges] of Object.entries(offences)) {
    const folder = join(temporary, rule);
    const broken = (await violationsIn(folder, writeEdges(folder, edges))).map((violation) => violation.rule);
    const expected = isChain(edges) ? 1 : edges.length;
    t.same(broken, Array(expected).fill(rule), `${rule} is reported ${expected} times, and nothing else is`);
  }
});

t.test('what is allowed is not reported', async (t) => {
  const folder = join(temporary, 'allowed');
  t.same(await violationsIn(folder, writeEdges(folder, allowed)), []);
});

t.test('a domain stands in one tier', async (t) => {
  const domains = tiers.flat();
  t.equal(new Set(domains).size, domains.length);
});

/** Whether the imports only together are an offence: one begins where another ends. */
function isChain(edges: (typeof offences)[string]): boolean {
  return edges.some(([, to]) => edges.some(([from]) => from === to));
}
