/**
 * `npm run load -- --viewers N [--seconds S] [--rooms R] [--rate JOINS_A_SECOND] [--url http://…]`: real WebRTC viewers, fifty in
 * a process, in a Busker of its own or in one that runs. Progress on standard error, a JSON line a figure at the end.
 */
import { parseArgs } from 'node:util';
import { sleep } from '#kernel/clock.ts';
import { processorMs } from '../bench/chat/processor.ts';
import { percentile, printFigure } from '../bench/figures.ts';
import { describeMachine } from '../bench/machine.ts';
import { descendantsOf } from '../bench/processes.ts';
import { ApiClient } from '../world/api.ts';
import { openStack } from '../world/stack.ts';
import { Crowd } from './crowd.ts';
import type { ViewerSeen } from './crowd-words.ts';
import { goLive } from './light-show.ts';
import { liveRooms } from './live-rooms.ts';

const most = { viewers: 1_000, seconds: 3_600, rooms: 6, rate: 100 };
const perProcess = 50;
/** How long the last one may take to see pictures. */
const patienceMs = 60_000;

interface Options {
  readonly viewers: number;
  readonly seconds: number;
  readonly rooms: number;
  readonly rate: number;
  readonly url: string | undefined;
}

/** Open at the moment. */
const opened: { close(): Promise<void> }[] = [];

async function run({ viewers, seconds, rooms, rate, url }: Options): Promise<void> {
  say(describeMachine('not used'));
  const stack =
    url === undefined ? await openStack({ env: { SOCKETS_PER_ADDRESS: String(2 * most.viewers) } }) : undefined;
  if (stack !== undefined) opened.push(stack);
  const at = url ?? `http://127.0.0.1:${stack?.port}`;
  const door = `${at.replace(/^http/, 'ws')}/ws`;
  if (stack !== undefined && rooms > 1) await openMore(stack.port, door, rooms - 1);
  const plan = { url: door, rooms: await liveRooms(at, rooms), timed: false, bare: false };
  const processes = Math.ceil(viewers / perProcess);
  for (let index = 0; index < processes; index += 1) {
    const share = Math.floor(viewers / processes) + (index < viewers % processes ? 1 : 0);
    opened.push(await Crowd.open({ ...plan, viewers: share, joinsPerSecond: rate / processes }));
  }
  const crowds = opened.filter((one) => one instanceof Crowd);
  const look = async (): Promise<ViewerSeen[]> => (await Promise.all(crowds.map((crowd) => crowd.look()))).flat();
  await untilIn(look, viewers, (viewers / rate) * 1_000 + patienceMs);
  const served = Object.values(stack?.children ?? {});
  const pids = [...served, ...descendantsOf(served)];
  const cpuMs = (): number => pids.reduce((sum, pid) => sum + processorMs(pid), 0);
  await Promise.all(crowds.map((crowd) => crowd.mark()));
  const [cpuBefore, beganMs] = [cpuMs(), performance.now()];
  for (let left = seconds; left > 0; left -= 5) {
    await sleep(Math.min(left, 5) * 1_000);
    say(progressOf(await look()));
  }
  const tookS = (performance.now() - beganMs) / 1_000;
  const cpu = stack === undefined ? undefined : (100 * (cpuMs() - cpuBefore)) / (tookS * 1_000);
  report(await look(), tookS, cpu);
}

/** Beside the demo's own show. */
async function openMore(port: number, url: string, count: number): Promise<void> {
  const nova = new ApiClient({ port });
  await nova.login('nova');
  for (let index = 1; index <= count; index += 1) await goLive(nova, { title: `A full house, ${index}`, url });
}

async function untilIn(look: () => Promise<ViewerSeen[]>, count: number, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline) {
    await sleep(1_000);
    const seen = await look();
    say(progressOf(seen));
    if (seen.filter(({ joinMs }) => joinMs !== null).length === count) return;
  }
}

function progressOf(seen: readonly ViewerSeen[]): string {
  const receiving = seen.filter(({ heard }) => heard.packets > 0 && heard.quietMs < 1_000).length;
  return `  ${seen.length} came, ${seen.filter(({ isOnline }) => isOnline).length} online, ${receiving} receive pictures`;
}

function report(seen: readonly ViewerSeen[], seconds: number, cpu: number | undefined): void {
  const say = (metric: string, value: number, unit: Parameters<typeof printFigure>[0]['unit'], n: number): void =>
    printFigure({ bench: 'load', metric, value, unit, n, baseline: null });
  const joins = seen.flatMap(({ joinMs }) => joinMs ?? []);
  const gaps = seen.map(({ heard }) => heard.longestGapMs);
  const packets = seen.reduce((sum, { heard }) => sum + heard.packets, 0);
  say('absent', seen.length - joins.length, 'viewers', seen.length);
  for (const [name, share] of Object.entries({ p50: 0.5, p95: 0.95, p99: 0.99 })) {
    if (joins.length > 0) say(`join_${name}`, percentile(joins, share), 'ms', joins.length);
  }
  for (const [name, share] of Object.entries({ p50: 0.5, p95: 0.95, longest: 1 })) {
    say(`gap_${name}`, percentile(gaps, share), 'ms', gaps.length);
  }
  say('stood_still', gaps.filter((gap) => gap > 1_000).length, 'viewers', gaps.length);
  say('received', packets / seconds, 'packets/s', packets);
  if (cpu !== undefined) say('all_cpu', cpu, '% of a core', seen.length);
}

function readOptions(): Options {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { viewers: text, seconds: text, rooms: text, rate: text, url: text } });
  const whole = (name: keyof typeof most, usual: string): number => {
    const value = Number(values[name] ?? usual);
    if (Number.isInteger(value) && value >= 1 && value <= most[name]) return value;
    throw new Error(`--${name} takes a whole number from 1 to ${most[name]}.`);
  };
  return {
    ...{ viewers: whole('viewers', '50'), seconds: whole('seconds', '30'), rooms: whole('rooms', '1') },
    ...{ rate: whole('rate', '10'), url: values.url === undefined ? undefined : new URL(values.url).origin },
  };
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Last first. Repeating it does no harm. */
async function closeAll(): Promise<void> {
  for (const thing of opened.toReversed()) {
    await thing.close().catch((error: unknown) => say(`  ! closing: ${String(error)}`));
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void closeAll().then(() => process.exit(1)));
}

try {
  await run(readOptions());
} finally {
  await closeAll();
}
// The WebRTC stack of performers keeps a process alive.
process.exit();
