/**
 * The life of a process: configured, started, stopped once, ended. Stops on SIGTERM and SIGINT and, under the supervisor,
 * when its standard input closes, so that no process outlives the one that started it.
 */
import { ConfigError } from '#config/config.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Log } from '../telemetry/log.ts';

export interface Running {
  /** Stops taking work, finishes what is under way, closes what it owns. */
  stop(): Promise<void>;
}

export interface ProcessOptions {
  readonly log: Log;
  readonly supervised: boolean;
}

/** Longest a stop may take before the process ends anyway, in milliseconds. */
const stopWithinMs = 3_500;

/** Starts and stays until told to stop; told while it starts, it ends at once. Never rejects: a failed start is logged and ends the process with 1. */
export async function runProcess(options: ProcessOptions, start: () => Promise<Running>): Promise<void> {
  const { log } = options;
  process.on('unhandledRejection', (reason) => {
    log.fatal({ err: reason }, 'a rejection that nobody handled');
    process.exit(1);
  });
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'an exception that nobody caught');
    process.exit(1);
  });
  const life: Life = {};
  // Before the start: one that waits for its database in there must not outlive its supervisor either.
  stopWhenTold(options, life);
  try {
    life.running = await start();
  } catch (problem) {
    const said =
      problem instanceof ConfigError || problem instanceof Refusal ? problem.message : 'the process could not start';
    log.fatal({ err: problem }, said);
    process.exit(1);
  }
}

/** A process, which has nothing to finish until it runs. */
interface Life {
  running?: Running;
}

function stopWhenTold({ log, supervised }: ProcessOptions, life: Life): void {
  let stopping = false;
  const stop = (why: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ why }, 'stopping');
    if (life.running === undefined) process.exit(0);
    setTimeout(() => {
      log.error('stopping took too long');
      process.exit(1);
    }, stopWithinMs).unref();
    life.running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', () => stop('SIGTERM'));
  process.once('SIGINT', () => stop('SIGINT'));
  if (!supervised) return;
  process.stdin.once('end', () => stop('supervisor gone')).once('error', () => stop('supervisor gone'));
  process.stdin.resume();
}
