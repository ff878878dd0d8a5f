/**
 * `npm run prove -- restore [--runs N] [--tips N]`: N times (5) people tip over six connections while a base backup is taken, a moment
 * is chosen, more tips (200 a stretch), everything is killed; the books are restored to the moment and to the latest, and held against
 * what was acknowledged. Ends with 1 where a tip of before is missing, one of after is there, or one that was archived is lost.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Tipped } from '../infra/tippers.ts';
import { command, openBooks } from './restore/busker.ts';
import { drill, foundOf, windowSeconds } from './restore/drill.ts';

const most = { runs: 100, tips: 10_000 };

interface Line {
  readonly before: string;
  readonly after: string;
  readonly archived: string;
  /** Between the last commit that the archive has and the kill, and the tips of that time. */
  readonly lost: string;
  readonly restoreSeconds: string;
  readonly holds: boolean;
}

async function once(tips: number): Promise<Line> {
  const base = mkdtempSync(join(tmpdir(), 'busker-drill-'));
  // As root, Postgres runs as somebody else, who walks through here.
  chmodSync(base, 0o711);
  try {
    const drilled = await drill((name) => join(base, name), tips);
    const restored = async (name: string, target: readonly string[], groups: readonly (readonly Tipped[])[]) => {
      const startedMs = performance.now();
      const args = ['--from', drilled.backups, ...target, '--into', join(base, name)];
      const { code, output } = await command('restore', args);
      if (code !== 0) throw new Error(`The restore ended with ${code}:\n${output}`);
      const seconds = (performance.now() - startedMs) / 1_000;
      const books = await openBooks(join(base, name));
      const found = await Promise.all(groups.map((group) => foundOf(books, group))).finally(() => books.close());
      return { found, seconds, output };
    };
    const { before, after, archived, all } = drilled;
    const moment = await restored('moment', ['--to-time', drilled.moment], [before, after]);
    const latest = await restored('latest', ['--latest'], [archived, all]);
    const [early, late] = moment.found;
    const [kept, every] = latest.found;
    const lastAt = /the last transaction is of (.+)\+00\./.exec(latest.output)?.[1] ?? '';
    const lostMs = drilled.killedAtMs - Date.parse(`${lastAt.replace(' ', 'T')}Z`);
    return {
      ...{ before: `${early?.found} of ${early?.of}`, after: `${late?.found} of ${late?.of}` },
      ...{
        archived: `${kept?.found} of ${kept?.of}`,
        lost: `${(every?.of ?? 0) - (every?.found ?? 0)} in ${lostMs} ms`,
      },
      restoreSeconds: moment.seconds.toFixed(1),
      holds: early?.found === early?.of && late?.found === 0 && kept?.found === kept?.of,
    };
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

function whole(name: keyof typeof most, given: string): number {
  const value = Number(given);
  if (Number.isInteger(value) && value >= 1 && value <= most[name]) return value;
  throw new Error(`--${name} takes a whole number from 1 to ${most[name]}.`);
}

const { values } = parseArgs({ options: { runs: { type: 'string' }, tips: { type: 'string' } } });
const runs = whole('runs', values.runs ?? '5');
const tips = whole('tips', values.tips ?? '200');
const lines: Line[] = [];
for (let run = 1; run <= runs; run += 1) {
  process.stderr.write(`run ${run} of ${runs}\n`);
  lines.push(await once(tips));
}
const titles = ['before the moment', 'after it', 'archived', `lost (window ${windowSeconds} s)`, 'restore s', ''];
const rows = lines.map((one) => [
  one.before,
  one.after,
  one.archived,
  one.lost,
  one.restoreSeconds,
  one.holds ? 'holds' : 'MISSED',
]);
const widths = titles.map((_, column) => Math.max(...[titles, ...rows].map((cells) => cells[column]?.length ?? 0)));
for (const cells of [titles, ...rows]) {
  process.stdout.write(
    `${cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()}\n`,
  );
}
process.exitCode = lines.every(({ holds }) => holds) ? 0 : 1;
