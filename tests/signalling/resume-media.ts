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

interface Watching {
  readonly phone: ApiClient;
  readonly viewer: Awaited<ReturnType<typeof watchThrough>>;
  readonly socket: TestSocket;
  /** Resolves past every grace with the longest time in which nothing came. */
  readonly longest: Promise<number>;
}

/** Two tests of one viewer, so that others run while the graces pass. */
export function media({ stack }: World) {
  let watching: Watching | undefined;
  return {
    async goesOn(t: Test): Promise<void> {
      const phone = new ApiClient(stack);
      await phone.login('viewer');
      const first = await TestSocket.open(stack, { ticket: await phone.ticket() });
      await first.do('room.join', { room: demoStreamId, as: 'viewer' });
      const viewer = await watchThrough(first);
      await fresh(viewer, 'first pictures');
      first.terminate();
      await fresh(viewer, 'pictures without a socket');
      const pid = stack.children.server ?? 0;
      process.kill(pid, 'SIGKILL');
      await fresh(viewer, 'pictures without the process');
      const socket = await resumeOn(stack.other, first);
      t.ok(socket.welcome.session.resumed, 'the session goes on at another process');
      const longest = longestQuiet(viewer);
      // Whoever waits for it hears of it; until then it is nobody's failure.
      longest.catch(() => undefined);
      watching = { phone, viewer, socket, longest };
    },
    async lasts(t: Test): Promise<void> {
      if (watching === undefined) throw new Error('nobody watches');
      const { phone, viewer, socket, longest } = watching;
      const longestMs = await longest;
      await fresh(viewer, 'pictures after the grace of the killed process');
      t.ok(longestMs < 1_000, `pictures never stopped for a second (${Math.round(longestMs)} ms)`);

      socket.terminate();
      await fresh(viewer, 'pictures without a socket again');
      await phone.do('logout', { body: {} });
      const startedMs = performance.now();
      await until('an end of the pictures', stillSince(viewer, 500));
      t.ok(performance.now() - startedMs < 3_500, 'who signs out sees no more, even where the socket was lost before');
    },
    close(): void {
      watching?.viewer.close();
      cleanup();
    },
  };
}

/** Watches until past the grace that the media node gives to sessions of a process that is gone. */
async function longestQuiet(viewer: Receiving): Promise<number> {
  const quiet = quietOf(viewer);
  const sinceMs = performance.now();
  let longest = 0;
  const later = (): boolean => {
    longest = Math.max(longest, quiet());
    return performance.now() > sinceMs + sessionGraceMs + 17_000;
  };
  await until('a later hour', later, { withinMs: 60_000 });
  return longest;
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
