/**
 * Somebody who asks and never reads: what waits for them is bounded, then they are cut off.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { sessionGraceMs } from '#protocol/socket/envelope.ts';
import { until } from '../world/until.ts';
import type { World } from './world.ts';

/** A request whose refusal is long: each field is named in it. */
const longRefusal = { room: 1, as: 1, rtpCapabilities: { codecs: Array.from({ length: 20 }, () => ({ kind: 1 })) } };
const frames = 150;
const aFrame = 64;

/** Needs limits that let so many requests through. */
export async function slowReader(t: Test, { stack, cast, goLive, socket: open }: World): Promise<void> {
  const { id: room } = await goLive();
  const viewers = async (): Promise<number> =>
    (await cast.fan.do('getStream', { params: { id: room } })).stream.viewers;
  const socket = await open();
  await socket.do('room.join', { room, as: 'viewer' });
  await until('viewer', async () => (await viewers()) === 1);
  socket.stopReading();
  for (let frame = 0; frame < frames; frame += 1) {
    const requests = Array.from({ length: aFrame }, (_, at) => ({
      ...{ type: 'request', id: 1_000 + frame * aFrame + at, method: 'room.join', params: longRefusal },
    }));
    socket.send(requests);
  }
  // The session waits for its reader as for anybody who was lost.
  await until('empty room', async () => (await viewers()) === 0, { withinMs: sessionGraceMs + 30_000 });
  const log = readFileSync(join(stack.logs, 'server.log'), 'utf8');
  t.match(log, /did not keep up was cut off/, 'the server cut them off, and says why in its log');
  socket.terminate();
}
