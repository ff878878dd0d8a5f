/**
 * One real process that can be killed at any moment, started again, and whose clock can be moved. It reaches Postgres over a wire of its own.
 */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanEnvironment, root } from '../../infra/fixtures/scratch.ts';
import { until } from '../../world/until.ts';
import { openWire, type Wire } from './wire.ts';

export interface Program {
  readonly name: string;
  readonly wire: Wire;
  /** Deaths so far. */
  readonly killed: number;
  /** Whether it was started and not killed since. */
  readonly isUp: boolean;
  /** Its channel, while it runs. */
  readonly child: ChildProcess;
  /** kill -9; resolves when it is gone. Started again by `start`. */
  kill(): Promise<void>;
  /** Resolves when it is ready. */
  start(): Promise<void>;
  /** Its clock is so far ahead from now on, also when it is started again. */
  moveClock(aheadMs: number): void;
  close(): Promise<void>;
}

export interface ProgramOptions {
  readonly name: string;
  /** From the root. */
  readonly file: string;
  /** Where its clock is kept. */
  readonly folder: string;
  readonly databaseUrl: string;
  readonly env: Readonly<Record<string, string>>;
  /** Words of the statements that its wire counts. */
  readonly counted: string;
  /** It is asked again and again after a start. */
  readonly isReady: (child: ChildProcess) => Promise<boolean>;
}

const clockProgram = join(import.meta.dirname, 'fixtures/moved-clock.ts');
const patience = { withinMs: 120_000 };

/** Makes it; nothing runs before `start`. */
export async function openProgram(options: ProgramOptions): Promise<Program> {
  const { name, file, folder, databaseUrl, counted, isReady } = options;
  const wire = await openWire(Number(new URL(databaseUrl).port), counted);
  const clock = join(folder, `${name}.clock`);
  writeFileSync(clock, '0');
  const settings = settingsOf(options, wire.port, clock);
  const args = ['--no-warnings', '--import', clockProgram, join(root, file)];
  let child: ChildProcess | undefined;
  let killed = 0;
  const running = (): ChildProcess => {
    if (child === undefined) throw new Error(`${name} does not run`);
    return child;
  };
  const kill = async (): Promise<void> => {
    if (child === undefined) return;
    const ended = hasEnded(child) ? undefined : once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    child = undefined;
  };
  return {
    ...{ name, wire },
    get killed() {
      return killed;
    },
    get isUp() {
      return child !== undefined && !hasEnded(child);
    },
    get child() {
      return running();
    },
    async kill() {
      await kill();
      killed += 1;
      wire.letGo();
    },
    async start() {
      let said = '';
      const hear = (text: string): void => {
        said = `${said}${text}`.slice(-2_000);
      };
      // As the supervisor does: what ends by itself, because Postgres is not there yet, is started again.
      const isUp = async (): Promise<boolean> => {
        if (child === undefined || hasEnded(child)) child = listenTo(spawnProgram(args, settings), hear);
        return isReady(child);
      };
      await until(`a ready ${name}`, isUp, patience).catch((cause: unknown) => {
        throw new Error(`${name} did not start, and said at last: ${said}`, { cause });
      });
    },
    moveClock(aheadMs) {
      writeFileSync(clock, String(aheadMs));
      child?.kill('SIGUSR2');
    },
    async close() {
      await kill();
      wire.close();
    },
  };
}

function settingsOf({ env, databaseUrl }: ProgramOptions, wirePort: number, clock: string): Record<string, string> {
  const url = new URL(databaseUrl);
  url.port = String(wirePort);
  return cleanEnvironment({ ...env, DATABASE_URL: url.href, MOVED_CLOCK: clock });
}

function listenTo(child: ChildProcess, hear: (text: string) => void): ChildProcess {
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => hear(String(chunk)));
  return child;
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** Its standard input is ours: it ends when we do. */
function spawnProgram(args: readonly string[], env: Record<string, string>): ChildProcess {
  const stdio = ['pipe', 'pipe', 'pipe', 'ipc'] satisfies SpawnOptions['stdio'];
  return spawn(process.execPath, [...args], { cwd: root, env, stdio, serialization: 'advanced' });
}
