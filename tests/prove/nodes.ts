/**
 * `npm run prove -- nodes [--runs N] [--viewers V] [--only WORD]`: V viewers (50) with real WebRTC stacks over two media nodes. N
 * times (30) a node is killed, N times one is drained, by turns that with the room's origin and that with its edge: how long
 * pictures stood still for whom it struck, and what the others noticed. Ends with 1 where a bar is missed.
 */
import { parseArgs } from 'node:util';
import { sleep } from '#kernel/clock.ts';
import { type Outcome, suffer } from './media/incident.ts';
import { holds, type Row, tableOf } from './media/table.ts';
import { type Kind, kinds } from './nodes/deeds.ts';
import { openStage, type Stage } from './nodes/stage.ts';
import { whole } from './whole.ts';

const most = { runs: 200, viewers: 200 };
/** More than five deaths of a process in a minute, and the supervisor takes it for hopeless. */
const restMs = 8_000;

async function run(): Promise<void> {
  const { runs, viewers, only } = readOptions();
  const wanted = kinds.filter(({ name }) => name.includes(only));
  if (wanted.length === 0) throw new Error(`--only takes a word of: ${kinds.map(({ name }) => name).join('; ')}.`);
  const stage = await openStage(viewers);
  stop = () => stage.close();
  try {
    const rows: Row[] = [];
    for (const kind of wanted) rows.push({ kind, outcomes: await outcomesOf(stage, kind, Math.ceil(runs / 2)) });
    for (const line of tableOf(rows)) process.stdout.write(`${line}\n`);
    process.exitCode = rows.every(holds) ? 0 : 1;
  } finally {
    await stage.close();
  }
}

async function outcomesOf(stage: Stage, kind: Kind, times: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let time = 1; time <= times; time += 1) {
    await sleep(restMs);
    const spread = await stage.spread();
    const outcome = await suffer(stage, async () => kind.act(stage, spread));
    outcomes.push(outcome);
    const { recoveredMs, lost, othersMs } = outcome;
    const slowest = Math.max(0, ...recoveredMs).toFixed(0);
    const noticed = Math.max(0, ...othersMs).toFixed(0);
    say(
      `${kind.name} ${time}/${times}: ${recoveredMs.length} struck (${spread.far} streams were far), slowest ${slowest} ms, ${lost} lost, others ${noticed} ms`,
    );
  }
  return outcomes;
}

function readOptions(): { runs: number; viewers: number; only: string } {
  const options = { runs: { type: 'string' }, viewers: { type: 'string' }, only: { type: 'string' } } as const;
  const { values } = parseArgs({ options });
  return {
    runs: whole('runs', values.runs ?? '30', most.runs),
    viewers: whole('viewers', values.viewers ?? '50', most.viewers),
    only: values.only ?? '',
  };
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

let stop: () => Promise<void> = async () => undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stop());

await run();
// The WebRTC stack of the performer keeps a process alive.
process.exit();
