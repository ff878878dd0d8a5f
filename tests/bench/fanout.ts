/**
 * `npm run bench -- fanout [--consumers 50,200,500] [--seconds S]`: what it costs to send one camera to many, on one worker
 * and over all, beside the same through bare mediasoup. Viewers are real WebRTC stacks in processes of their own, and all of
 * them come within ten seconds.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { openBare } from './fanout/bare-side.ts';
import { openBusker } from './fanout/busker-side.ts';
import { type Measured, measure } from './fanout/measure.ts';
import { carried, describe, figuresOf } from './fanout/report.ts';
import { type FanoutSide, packetsPerSecond } from './fanout/side.ts';
import { printFigure } from './figures.ts';
import { describeMachine } from './machine.ts';

const wave = { withinMs: 10_000, most: 1_000, counts: 6, seconds: 60 };

/** Open at the moment. */
const opened = new Set<FanoutSide>();

async function run(): Promise<void> {
  const { counts, seconds } = readOptions();
  say(`${describeMachine('not used')}; at most ${packetsPerSecond} packets a second to all viewers together`);
  for (const viewers of counts) {
    const workers = Math.max(2, availableParallelism());
    const plan = { viewers, withinMs: wave.withinMs, watchMs: seconds * 1_000 };
    const of = async (open: () => Promise<FanoutSide>): Promise<Measured> => {
      const side = await open();
      opened.add(side);
      try {
        const measured = await measure(side, plan);
        say(describe(measured));
        if (!carried(measured)) say('  ! This machine did not carry that: it gives no figures but who was absent.');
        return measured;
      } finally {
        await close(side);
      }
    };
    const bare = await of(() => openBare(viewers));
    for (const many of [1, workers]) {
      const ours = await of(() => openBusker(viewers, many));
      for (const figure of figuresOf({ ours, bare })) printFigure(figure);
    }
  }
}

async function close(side: FanoutSide): Promise<void> {
  if (opened.delete(side)) await side.close();
}

function readOptions(): { counts: number[]; seconds: number } {
  const options = { consumers: { type: 'string' }, seconds: { type: 'string' } } as const;
  const { values } = parseArgs({ options });
  const counts = (values.consumers ?? '50,200,500').split(',').map(Number);
  const seconds = Number(values.seconds ?? '8');
  const good = counts.every((count) => Number.isInteger(count) && count >= 1 && count <= wave.most);
  if (!good || counts.length > wave.counts) {
    throw new Error(
      `--consumers takes up to ${wave.counts} whole numbers from 1 to ${wave.most}, with commas between.`,
    );
  }
  if (!(seconds >= 1 && seconds <= wave.seconds))
    throw new Error(`--seconds takes a number from 1 to ${wave.seconds}.`);
  return { counts, seconds };
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void Promise.all([...opened].map(close)).then(() => process.exit(1)));
}

await run();
// The WebRTC stack of the camera keeps a process alive.
process.exit();
