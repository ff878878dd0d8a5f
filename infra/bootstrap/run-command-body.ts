/** Tells a person why a command stopped: a known problem in one sentence, anything else with its stack. */
import { ConfigError } from '#config/config.ts';
import { Problem } from './problem.mjs';

/** Runs a command; its exit code is the answer, 1 after a problem. */
export async function runCommandBody(body: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await body();
  } catch (error) {
    tellProblem(error);
    process.exitCode = 1;
  }
}

function tellProblem(error: unknown): void {
  if (error instanceof Problem && error.tail !== '') console.error(error.tail.replace(/^/gm, '    '));
  console.error(error instanceof Problem || error instanceof ConfigError ? error.message : error);
}
