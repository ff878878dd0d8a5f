/**
 * Runs a bench and closes what it opened, last first: at its end, where it fails, where it is interrupted.
 */

/** Closing it again does no harm. */
interface Opened {
  close(): Promise<void>;
}

/** Notes what is to be closed, and hands it on. */
export type Keep = <T extends Opened>(thing: T) => T;

/** @param run is given what everything it opens is handed to */
export async function runBench(run: (keep: Keep) => Promise<void>): Promise<void> {
  const opened: Opened[] = [];
  const closeAll = async (): Promise<void> => {
    for (const thing of opened.toReversed()) {
      await thing.close().catch((error: unknown) => say(`  ! closing: ${String(error)}`));
    }
  };
  // What runs then fails for want of a server, and that ends the process.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void closeAll());
  try {
    await run((thing) => {
      opened.push(thing);
      return thing;
    });
  } finally {
    await closeAll();
  }
}

/** A line for people, on standard error. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
