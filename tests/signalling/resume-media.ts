/**
 * Media does not notice that a socket, or the process that held it, is gone; it ends with the session.
 */
import { cleanup } from 'node-datachannel';
import type { Test } from 'tap';
import { sessionGraceMs } from '#protocol/socket/envelope.ts';
import { demoStreamId } from '../../prisma/demo.ts';
import { ApiClient } from '../world/api.ts';
import { resumeOn } from '../world/resume.ts';
import { TestSocket } from '../world/socket.ts';
import { watchThrough } from '../world/socket-media.ts';
import { until } from '../world/until.ts';
import type { World } from './world.ts';

interface Receiving {
  readonly packets: { readonly video: number };
}

/** Packets of a viewer go on arriving. */
const fresh = async (viewer: Receiving, what: string): Promise<void> => {
  const before = viewer.packets.video;
  await until(what, () => viewer.packets.video > before + 20, { withinMs: 5_000 });
};

export async function media(t: Test, world: World): Promise<void> {
  const { stack } = world;
  const phone = new ApiClient(stack);
  await phone.login('viewer');
  const first = await TestSocket.open(stack, { ticket: await phone.ticket() });
  await first.do('room.join', { room: demoStreamId, as: 'viewer' });
  const viewer = await watchThrough(first);
  t.teardown(() => {
    viewer.close();
    cleanup();
  });
  await fresh(viewer, 'first pictures');
  first.terminate();
  await fresh(viewer, 'pictures without a socket');
  const pid = stack.children.server ?? 0;
  process.kill(pid, 'SIGKILL');
  await fresh(viewer, 'pictures without the process');
  const second = await resumeOn(stack.other, first);
  t.ok(second.welcome.session.resumed, 'the session goes on at another process');
  const quiet = quietOf(viewer);
  const sinceMs = performance.now();
  let longest = 0;
  const later = (): boolean => {
    longest = Math.max(longest, quiet());
    return performance.now() > sinceMs + sessionGraceMs + 17_000;
  };
  // Past the grace that the media node gives to sessions of a process that is gone.
  await until('a later hour', later, { withinMs: 60_000 });
  await fresh(viewer, 'pictures after the grace of the killed process');
  t.ok(longest < 1_000, `pictures never stopped for a second (${Math.round(longest)} ms)`);

  second.terminate();
  await fresh(viewer, 'pictures without a socket again');
  await phone.do('logout', { body: {} });
  const startedMs = performance.now();
  await until('an end of the pictures', stillSince(viewer, 500));
  t.ok(performance.now() - startedMs < 2_500, 'who signs out sees no more, even where the socket was lost before');
}

/** Whether nothing came for so long; to be asked again and again. */
function stillSince(viewer: Receiving, forMs: number): () => boolean {
  const quiet = quietOf(viewer);
  return () => quiet() > forMs;
}

/** How long nothing has come, as often as it is asked. */
function quietOf(viewer: Receiving): () => number {
  let seen = viewer.packets.video;
  let lastMs = performance.now();
  return () => {
    const nowMs = performance.now();
    if (viewer.packets.video !== seen) lastMs = nowMs;
    seen = viewer.packets.video;
    return nowMs - lastMs;
  };
}
