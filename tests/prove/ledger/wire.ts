/**
 * The wire between one process and Postgres. It can be told to stop at a statement: before Postgres hears of it, or when Postgres has
 * committed and its answer has not arrived. Whoever is killed then died exactly there. Several can be told together: the first of them
 * that hears the statement stops, and no other.
 */
import { createConnection, createServer, type Socket } from 'node:net';

/** `before`: the statement is never asked. `after`: it is committed, or refused, and the answer never arrives. */
export type Side = 'before' | 'after';

export interface Wire {
  readonly port: number;
  /** How often the words that are counted were asked. */
  readonly heard: number;
  /** Stops at the next statement with its words, unless another wire did. */
  arm(stop: Stop): void;
  /** Lets everything through again; what was held back on connections that are open stays there. */
  letGo(): void;
  close(): void;
}

interface Stop {
  readonly words: string;
  readonly side: Side;
  readonly reached: () => void;
  /** The one that heard it; there is no other. */
  by: Wire | undefined;
}

export interface Stopping {
  /** Resolves when one of them has stopped; not before, and not at all where the statement does not come. */
  readonly reached: Promise<void>;
  /** The one that heard the statement: whose process has to be killed, since it hears nothing any more. */
  readonly by: () => Wire | undefined;
}

/** One of these wires, whichever hears these words first, stops there. */
export function stopAt(wires: readonly Wire[], words: string, side: Side): Stopping {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop: Stop = { words, side, reached: resolve, by: undefined };
  for (const wire of wires) wire.arm(stop);
  return { reached: promise, by: () => stop.by };
}

/** ReadyForQuery outside of a transaction: what was asked is over, and committed where it was not refused. */
const idle = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

/** @param to the port of Postgres on this machine @param counted words of statements that are counted */
export async function openWire(to: number, counted: string): Promise<Wire> {
  let stop: Stop | undefined;
  let heard = 0;
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
      if (asked.includes(counted)) heard += 1;
      if (stop !== undefined && stop.by === undefined && asked.includes(stop.words)) {
        stopped = stop;
        stop.by = wire;
        if (stop.side === 'before') stop.reached();
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
  const wire: Wire = {
    port: address.port,
    get heard() {
      return heard;
    },
    arm: (given) => {
      stop = given;
    },
    letGo: () => {
      stop = undefined;
    },
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
  return wire;
}
