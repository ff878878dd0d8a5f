/** Workers that hang or die in the worst moment: nobody who comes is sent to them, or is left without an answer. */

import t, { type Test } from 'tap';
import type { TransportOffer } from '#protocol/media/rtp.ts';
import { until } from '../world/until.ts';
import { audience, perform, reportOf, spreadingWorld, watch } from './edges-cast.ts';

const { world, api } = await spreadingWorld(t, 3);

async function openRoom(t: Test) {
  const room = await world.room(api);
  t.teardown(() => api.ask('room.close', room));
  return room;
}

/** The pid of the worker at this port. */
async function workerAt(port: number): Promise<number> {
  const { workers } = await api.do('node.report', {});
  return workers.find((worker) => worker.port === port)?.pid ?? 0;
}

t.test('an edge’s worker that hangs takes nobody who comes', async (t) => {
  const room = await openRoom(t);
  await perform(t, api, room);
  await audience(t, api, room, 3);
  const onEdge = await watch(t, api, room);
  await until('picture', () => onEdge.viewer.marks.length > 0);
  process.kill(await workerAt(onEdge.port), 'SIGSTOP');
  const placed = await until('place elsewhere', async () => {
    const session = `late-${performance.now()}`;
    let offer: { transport: TransportOffer } | undefined;
    void api.do('transport.open', { ...room, session, direction: 'receive' }).then((answer) => {
      offer = answer;
    });
    // One that is sent to it waits until it is killed.
    return until('answer', () => offer, { withinMs: 300 }).catch(() => undefined);
  });
  t.not(placed.transport.iceCandidates[0]?.port, onEdge.port, 'after a moment');
  await api.event('transport.lost', ({ session, reason }) => session === onEdge.session && reason === 'worker_died', {
    withinMs: 15_000,
  });
  const back = await watch(t, api, room, onEdge.session);
  t.ok(
    await until('picture', () => back.viewer.marks.length > 0),
    'who was there is told once it is killed, and sees again',
  );
});

t.test('joins race with the death of the worker they are sent to', async (t) => {
  for (let round = 0; round < 5; round += 1) {
    const room = await openRoom(t);
    const { publisher, session, producer } = await perform(t, api, room);
    await until('all workers', () => world.node.workerPids.length === 3);
    const { origin } = await reportOf(api, room);
    const others = world.node.workerPids.filter((pid) => pid !== origin.worker);
    const joining = audience(t, api, room, 8);
    await until('an edge', async () => (await reportOf(api, room)).edges.length > 0);
    process.kill(others[round % 2] ?? 0, 'SIGKILL');
    // An edge that dies in the middle of a pause must take nothing with it.
    for (const paused of [true, false]) void api.ask('producer.pause', { ...room, session, producer, paused });
    const outcome = await joining.then(
      () => 'ok',
      (error: unknown) => String(error),
    );
    // Who had a transport there already is told that it is gone; nobody is left without an answer.
    if (outcome !== 'ok' && !/MEDIA_UNAVAILABLE|NOT_FOUND/.test(outcome)) t.fail(outcome);
    const last = await watch(t, api, room);
    await until('picture', () => last.viewer.marks.length > 0, { withinMs: 10_000 });
    const { edges } = await reportOf(api, room);
    t.ok(
      edges.every(({ worker }) => world.node.workerPids.includes(worker)),
      'no edge is on a dead worker',
    );
    publisher.close();
    await api.do('room.close', room);
  }
});
