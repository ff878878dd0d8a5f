/**
 * Keeps the demo room from being empty: its stream is live, and while nobody sends in it the demo clip plays, through the
 * same media node and the same path as everybody's camera.
 */
import { Refusal } from '#kernel/refusal.ts';
import { keepDemoLive, type StartDeps } from '../streams/index.ts';
import type { PlaceDeps } from './parts.ts';
import { placeRoom } from './place-room.ts';
import { demoSession } from './rules/demo-session.ts';

export type DemoDeps = PlaceDeps & StartDeps;

/** Repeating it is harmless. @returns false where no media node can take it now */
export async function playDemo(deps: DemoDeps, room: string): Promise<boolean> {
  if (!(await keepDemoLive(deps, room))) return true;
  try {
    await playWhereNobodySends(deps, room);
    return true;
  } catch (thrown) {
    const passing = ['MEDIA_UNAVAILABLE', 'MEDIA_EPOCH_STALE'];
    if (thrown instanceof Refusal && passing.includes(thrown.code)) return false;
    throw thrown;
  }
}

async function playWhereNobodySends(deps: PlaceDeps, room: string): Promise<void> {
  const { node, mediaEpoch, producers } = await placeRoom(deps, room);
  if (producers.some((one) => one.session !== demoSession)) return;
  await deps.nodes.request(node, 'room.play', { room, mediaEpoch, session: demoSession, clip: 'demo' });
}
