/** A command that is told to stop, or whose starter is gone, ends what it has started and then itself. */
import { constants } from 'node:os';
import { endRunning } from './run-command.mjs';

const afterMs = 3_000;

/** Listens from now on for signals and for the end of the process that started us. */
export function endWithParent(): void {
  const end = (signal: NodeJS.Signals): void => {
    endRunning('SIGTERM');
    // Those who were asked to end get a moment for it.
    setTimeout(() => {
      endRunning('SIGKILL');
      process.exit(128 + constants.signals[signal]);
    }, afterMs).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(signal));
  process.on('disconnect', () => end('SIGTERM'));
  process.channel?.unref();
}
