/**
 * Somebody who asks and never reads: what waits for them is bounded, then they are cut off.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { sessionGraceMs } from '#protocol/socket/envelope.ts';
import type { TestSocket } from '../world/socket.ts';
import { until } from '../world/until.ts';
import type { World } from './world.ts';

/** A request whose refusal is long: each field is named in it. */
const longRefusal = { room: 1, as: 1, rtpCapabilities: { codecs: Array.from({ length: 20 }, () => ({ kind: 1 })) } };
const frames = 150;
const aFrame = 64;

interface Seat {
  readonly room: string;
  readonly socket: TestSocket;
  readonly sentMs: number;
}

/** Two tests of one reader, so that others run while their grace lasts. Needs limits that let so many requests through. */
export function slowReader(world: World) {
  const viewersOf = async (room: string): Promise<number> =>
    (await world.cast.fan.do('getStream', { params: { id: room } })).stream.viewers;
  let seat: Seat | undefined;
  return {
    async isCutOff(t: Test): Promise<void> {
      const { id: room } = await world.goLive();
      const socket = await world.socket();
      await socket.do('room.join', { room, as: 'viewer' });
      await until('viewer', async () => (await viewersOf(room)) === 1);
      socket.stopReading();
      askAndAsk(socket);
      seat = { room, socket, sentMs: performance.now() };
      const log = (): string => readFileSync(join(world.stack.logs, 'server.log'), 'utf8');
      await until('cut', () => /did not keep up was cut off/.test(log()), { withinMs: 30_000 });
      t.pass('the server cut them off, and says why in its log');
      t.equal(await viewersOf(room), 1, 'the session waits for its reader as for anybody who was lost');
    },
    /** Once the grace is over, or will soon be. */
    async hasLeft(t: Test): Promise<void> {
      if (seat === undefined) throw new Error('nobody was cut off');
      const { room, socket, sentMs } = seat;
      const withinMs = sentMs + sessionGraceMs + 30_000 - performance.now();
      await until('empty room', async () => (await viewersOf(room)) === 0, { withinMs });
      const { stream } = await world.cast.fan.do('getStream', { params: { id: room } });
      t.same([stream.state, stream.viewers], ['LIVE', 0], 'their seat is free, and the show goes on');
      socket.terminate();
    },
  };
}

function askAndAsk(socket: TestSocket): void {
  for (let frame = 0; frame < frames; frame += 1) {
    const requests = Array.from({ length: aFrame }, (_, at) => ({
      ...{ type: 'request', id: 1_000 + frame * aFrame + at, method: 'room.join', params: longRefusal },
    }));
    socket.send(requests);
  }
}
