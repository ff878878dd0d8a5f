/**
 * `npm run prove -- media [--runs N] [--viewers V] [--only WORD] [--media-nodes M]`: 50 viewers with real WebRTC stacks on one media node
 * or on two, and everything that a show must survive, N times each (30): when pictures went on for whom it struck, and what everybody
 * else noticed. Ends with 1 where a bar is missed.
 */
import { parseArgs } from 'node:util';
import { sleep } from '#kernel/clock.ts';
import { kinds } from './media/deeds.ts';
import { type Outcome, suffer } from './media/incident.ts';
import { openStage, type Stage } from './media/stage.ts';
import { holds, type Row, tableOf } from './media/table.ts';
import { whole } from './whole.ts';

const most = { runs: 200, viewers: 200 };

async function run(): Promise<void> {
  const { runs, viewers, only, nodes } = readOptions();
  const wanted = kinds.filter(({ name }) => name.includes(only));
  if (wanted.length === 0) throw new Error(`--only takes a word of: ${kinds.map(({ name }) => name).join('; ')}.`);
  const stage = await openStage({ viewers, beside: 6, nodes: nodes === 2 ? 2 : 1 });
  stop = () => stage.close();
  try {
    const rows: Row[] = [];
    for (const kind of wanted) rows.push({ kind, outcomes: await outcomesOf(stage, kind, runs) });
    for (const line of tableOf(rows)) process.stdout.write(`${line}\n`);
    process.exitCode = rows.every(holds) ? 0 : 1;
  } finally {
    await stage.close();
  }
}

async function outcomesOf(stage: Stage, kind: (typeof kinds)[number], runs: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const times = kind.times(runs);
  for (let time = 1; time <= times; time += 1) {
    if (time > 1) await sleep(kind.restMs ?? 0);
    await stage.spread();
    const outcome = await suffer(stage, () => kind.act(stage, runs));
    outcomes.push(outcome);
    const { recoveredMs, lost, othersMs } = outcome;
    const slowest = Math.max(0, ...recoveredMs).toFixed(0);
    const noticed = Math.max(0, ...othersMs).toFixed(0);
    say(
      `${kind.name} ${time}/${times}: ${recoveredMs.length} struck, slowest ${slowest} ms, ${lost} lost, others ${noticed} ms`,
    );
  }
  return outcomes;
}

function readOptions() {
  const text = { type: 'string' } as const;
  const options = { runs: text, viewers: text, only: text, 'media-nodes': text };
  const { values } = parseArgs({ options });
  return {
    runs: whole('runs', values.runs ?? '30', most.runs),
    viewers: whole('viewers', values.viewers ?? '50', most.viewers),
    only: values.only ?? '',
    nodes: whole('media-nodes', values['media-nodes'] ?? '1', 2),
  };
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

let stop: () => Promise<void> = async () => undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stop());

await run();
// The WebRTC stack of the performers keeps a process alive.
process.exit();
