/** Reads from Postgres's log how far a recovery has come. Its words are those of Postgres 15 to 18 in English (LC_ALL=C). */
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Replay {
  /** When the last transaction it replayed was committed, as Postgres wrote it; undefined: there was none. */
  readonly lastAt: string | undefined;
  /** The WAL ended before the target. */
  readonly ranOut: boolean;
  /** The target lies before the end of the base backup. */
  readonly tooEarly: boolean;
}

/** @param tell is told which segment is replayed @returns how far it is */
export function watchReplay({ stderr }: ChildProcess, tell: (text: string) => void): () => Replay {
  let [lastAt, ranOut, tooEarly]: [string | undefined, boolean, boolean] = [undefined, false, false];
  if (stderr !== null) {
    createInterface({ input: stderr }).on('line', (line) => {
      const segment = /restored log file "([0-9A-F]{24})"/.exec(line)?.[1];
      if (segment !== undefined) tell(`replaying ${segment}`);
      lastAt = /last completed transaction was at log time (.+)$/.exec(line)?.[1] ?? lastAt;
      ranOut ||= line.includes('recovery ended before configured recovery target was reached');
      tooEarly ||= line.includes('requested recovery stop point is before consistent recovery point');
    });
  }
  return () => ({ lastAt, ranOut, tooEarly });
}
