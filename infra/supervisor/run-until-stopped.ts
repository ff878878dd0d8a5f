/**
 * The life of a command that keeps something up: brings it up, waits, and stops it in order on Ctrl-C, SIGTERM, a closed
 * terminal, or when the process that started it is gone. SIGUSR2 renews what can be while the rest goes on.
 */

import { Problem } from '../bootstrap/problem.mjs';
import { endRunning } from '../bootstrap/run-command.mjs';
import type { Steps } from '../bootstrap/steps.mjs';
/** What runs until it is stopped. */
export interface Running {
  /** Resolves when all has ended: with a reason where it was not asked to. */
  readonly ended: Promise<Problem | undefined>;
  stop(): Promise<void>;
  kill(): void;
  /** @throws Problem where it cannot be */
  renew?(): Promise<void>;
}

/** A terminal's Ctrl-C reaches us from the terminal, from npm and from run.mjs: within this time it is one. */
const samePressMs = 400;
const exitCodeAfterKill = 130;

/**
 * @param bringUp everything up to the moment when it is live
 * @returns when all has ended after it was asked to
 * @throws what `bringUp` threw, or the reason why the stack gave up
 */
export async function runUntilStopped(stack: Running, log: Steps, bringUp: () => Promise<void>): Promise<void> {
  let askedAtMs: number | undefined;
  const ask = (): void => {
    const nowMs = performance.now();
    if (askedAtMs === undefined) {
      askedAtMs = nowMs;
      log.say('Stopping; Ctrl-C again ends everything at once.');
      endRunning('SIGTERM');
      void stack.stop();
    } else if (nowMs - askedAtMs > samePressMs) {
      stack.kill();
      process.exit(exitCodeAfterKill);
    }
  };
  listen(stack, log, ask);
  try {
    await bringUp();
  } catch (error) {
    await stack.stop();
    if (askedAtMs === undefined) throw error;
  }
  const reason = await stack.ended;
  if (reason !== undefined) throw reason;
  if (askedAtMs !== undefined) log.say(`Stopped (${((performance.now() - askedAtMs) / 1000).toFixed(1)} s).`);
}

function listen(stack: Running, log: Steps, ask: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  process.on('SIGUSR2', () => {
    stack.renew?.().catch((error: unknown) => log.say(`  ! ${error instanceof Problem ? error.message : error}`));
  });
  // The channel to run.mjs closes when that is gone; it must not keep us running.
  process.on('disconnect', ask);
  process.channel?.unref();
  // A closed terminal is no reason to leave children behind, nor is a mistake of ours.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  process.on('uncaughtException', (error) => {
    console.error(error);
    stack.kill();
    process.exit(1);
  });
}
