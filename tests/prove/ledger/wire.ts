/**
 * The wire between one process and Postgres. It can be told to stop at a statement: before Postgres hears of it, or when Postgres has
 * committed and its answer has not arrived. Whoever is killed then died exactly there.
 */
import { createConnection, createServer, type Socket } from 'node:net';

/** `before`: the statement is never asked. `after`: it is committed, or refused, and the answer never arrives. */
export type Side = 'before' | 'after';

export interface Wire {
  readonly port: number;
  /** Stops at the next statement with these words. Resolves when it has; not before, and not at all where none comes. */
  stopAt(words: string, side: Side): Promise<void>;
  /** Lets everything through again; what was held back on connections that are open stays there. */
  letGo(): void;
  close(): void;
}

interface Stop {
  readonly words: string;
  readonly side: Side;
  readonly reached: () => void;
}

/** ReadyForQuery outside of a transaction: what was asked is over, and committed where it was not refused. */
const idle = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

/** @param to the port of Postgres on this machine */
export async function openWire(to: number): Promise<Wire> {
  let stop: Stop | undefined;
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = createConnection({ port: to, host: '127.0.0.1' });
    let stopped: Stop | undefined;
    let answered = Buffer.alloc(0);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.setNoDelay(true).on('error', () => one.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
    near.on('data', (asked) => {
      if (stop !== undefined && asked.includes(stop.words)) {
        stopped = stop;
        stop = undefined;
        if (stopped.side === 'before') stopped.reached();
      }
      if (stopped?.side !== 'before') far.write(asked);
    });
    far.on('data', (answer) => {
      if (stopped === undefined) {
        near.write(answer);
        return;
      }
      answered = Buffer.concat([answered, answer]).subarray(-idle.length);
      if (stopped.side === 'after' && answered.equals(idle)) stopped.reached();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The wire has no port');
  return {
    port: address.port,
    stopAt: (words, side) =>
      new Promise((reached) => {
        stop = { words, side, reached };
      }),
    letGo: () => {
      stop = undefined;
    },
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
