/** `npm run prove -- NAME`: runs tests/prove/NAME.ts, a long proof that ends in a table; progress goes to standard error. */
import { runCommandBody } from '../bootstrap/run-command-body.ts';
import { runProgram } from '../checks/run-program.ts';
import { root } from '../supervisor/checkout.ts';

const known = ['media', 'nodes', 'leak', 'restore', 'ledger', 'mutations', 'bank', 'postgres15'];
const unknownName = 2;

await runCommandBody(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  if (known.includes(name)) return runProgram(root, `tests/prove/${name}.ts`, args);
  console.error(`Usage: npm run prove -- <${known.join('|')}>. Others come with their features.`);
  return unknownName;
});
