/**
 * Somebody who asks and never reads: what waits for them is bounded, then they are cut off.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { demoStreamId } from '../../prisma/demo.ts';
import { ApiClient } from '../world/api.ts';
import { TestSocket } from '../world/socket.ts';
import type { WorldStack } from '../world/stack.ts';
import { until } from '../world/until.ts';

/** A request whose refusal is long: each field is named in it. */
const longRefusal = { room: 1, as: 1, rtpCapabilities: { codecs: Array.from({ length: 20 }, () => ({ kind: 1 })) } };
const frames = 150;
const aFrame = 64;

/** Needs limits that let so many requests through. */
export async function slowReader(t: Test, stack: WorldStack): Promise<void> {
  const anyone = new ApiClient(stack);
  const viewers = async (): Promise<number> =>
    (await anyone.do('getStream', { params: { id: demoStreamId } })).stream.viewers;
  const before = await viewers();
  const socket = await TestSocket.open(stack);
  await socket.do('room.join', { room: demoStreamId, as: 'viewer' });
  await until('one more viewer', async () => (await viewers()) === before + 1);
  socket.stopReading();
  for (let frame = 0; frame < frames; frame += 1) {
    const requests = Array.from({ length: aFrame }, (_, at) => ({
      ...{ type: 'request', id: 1_000 + frame * aFrame + at, method: 'room.join', params: longRefusal },
    }));
    socket.send(requests);
  }
  await until('one viewer less', async () => (await viewers()) === before, { withinMs: 30_000 });
  const log = readFileSync(join(stack.logs, 'server.log'), 'utf8');
  t.match(log, /did not keep up was cut off/, 'the server cut them off, and says why in its log');
  socket.terminate();
}
