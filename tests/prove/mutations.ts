/**
 * `npm run prove -- mutations [--only WORD]`: makes each bug of `tests/mutations` in a copy of the sources and runs the test that must
 * notice it, which passes without the bug. Ends with 1 where one is not noticed, or where a patch no longer applies.
 */
import { parseArgs } from 'node:util';
import { judge, tryUnbroken, type Verdict } from './mutations/judge.ts';
import { readMutations } from './mutations/patches.ts';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const wanted = readMutations().filter(({ name }) => name.includes(values.only ?? ''));
if (wanted.length === 0) throw new Error(`No patch of tests/mutations has "${values.only}" in its name.`);

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const verdicts: Verdict[] = [];
for (const [test, mutations] of Map.groupBy(wanted, (one) => one.test)) {
  say(`${test} without a bug …`);
  const broken = await tryUnbroken(test);
  if (broken !== undefined) say(broken);
  for (const mutation of mutations) {
    say(`${mutation.name}: ${mutation.bug} …`);
    const failed = { mutation, caught: false, why: 'its test fails without the bug', seconds: 0 };
    const verdict = broken === undefined ? await judge(mutation) : failed;
    verdicts.push(verdict);
    say(`  ${verdict.caught ? 'caught' : 'MISSED'} in ${verdict.seconds.toFixed(0)} s`);
  }
}

const titles = ['patch', 'caught', 's', 'by'];
const rows = verdicts.map(({ mutation, caught, why, seconds }) => {
  return [
    mutation.name,
    caught ? 'yes' : 'NO',
    seconds.toFixed(0),
    caught ? `${mutation.test}: ${mutation.fails}` : why,
  ];
});
const widths = titles.map((_, column) => Math.max(...[titles, ...rows].map((cells) => cells[column]?.length ?? 0)));
for (const cells of [titles, ...rows]) {
  const line = cells.map((cell, column) => cell.padEnd(column < 3 ? (widths[column] ?? 0) : 0)).join('  ');
  process.stdout.write(`${line.trimEnd()}\n`);
}
const missed = verdicts.filter(({ caught }) => !caught).length;
process.stdout.write(`${verdicts.length - missed} of ${verdicts.length} bugs are noticed\n`);
process.exitCode = missed === 0 ? 0 : 1;
