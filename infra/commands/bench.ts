/** `npm run bench -- NAME`: runs tests/bench/NAME.ts, which prints a JSON line a figure; progress goes to standard error. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCommandBody } from '../bootstrap/run-command-body.ts';
import { runProgram } from '../checks/run-program.ts';
import { root } from '../supervisor/checkout.ts';

const known = ['joins', 'tips', 'overlay', 'ledger', 'chat', 'fanout', 'reports', 'history'];
const unknownName = 2;

await runCommandBody(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const names = known.filter((one) => existsSync(join(root, 'tests/bench', `${one}.ts`)));
  if (names.includes(name)) return runProgram(root, `tests/bench/${name}.ts`, args);
  console.error(`Usage: npm run bench -- <${names.join('|')}>. Others come with their features.`);
  return unknownName;
});
