/**
 * Keeps the demo room from being empty: while nobody sends in it, the demo clip plays, through the same media node and
 * the same path as everybody's camera.
 */
import type { PlaceDeps } from './parts.ts';
import { placeRoom } from './place-room.ts';
import { demoSession } from './rules/demo-session.ts';

/** Plays the clip where nothing plays. Repeating it is harmless. @throws Refusal MEDIA_UNAVAILABLE */
export async function playDemo(deps: PlaceDeps, room: string): Promise<void> {
  const { node, mediaEpoch, producers } = await placeRoom(deps, room);
  if (producers.length > 0 && !producers.every((one) => one.session === demoSession)) return;
  await deps.nodes.request(node, 'room.play', { room, mediaEpoch, session: demoSession, clip: 'demo' });
}
