/**
 * A breach of the protocol as a row: what is sent, which code says why, how the socket is closed. Each is tried on a socket
 * of its own, before its hello or in the middle of a room.
 */
import type { Test } from 'tap';
import { demoStreamId } from '../../prisma/demo.ts';
import { type Ending, TestSocket } from '../world/socket.ts';

export interface Breach {
  readonly name: string;
  readonly commit: (socket: TestSocket) => unknown;
  readonly error: string;
  readonly close: number;
}

/** How far the socket has come. */
export type Stage = 'at the door' | 'in the room';

/** A socket at that stage. */
export async function socketAt(stage: Stage, at: { port: number }): Promise<TestSocket> {
  if (stage === 'at the door') return TestSocket.connect(at);
  const socket = await TestSocket.open(at);
  await socket.do('room.join', { room: demoStreamId, as: 'viewer' });
  return socket;
}

/** Commits each breach at each stage, side by side; the code comes first, then the close. */
export async function holdBreaches(
  t: Test,
  at: { port: number },
  stages: readonly Stage[],
  breaches: readonly Breach[],
): Promise<void> {
  for (const stage of stages) {
    const ends = await Promise.all(breaches.map((breach) => endOf(breach, stage, at)));
    breaches.forEach(({ name, error, close }, index) => {
      t.same(ends[index], { error, close, reason: error }, `${name}, ${stage}: ${error} and ${close}`);
    });
  }
}

async function endOf(breach: Breach, stage: Stage, at: { port: number }): Promise<Ending | string> {
  const socket = await socketAt(stage, at);
  try {
    await breach.commit(socket);
    return await socket.ending();
  } catch (error) {
    return String(error);
  } finally {
    socket.terminate();
  }
}
