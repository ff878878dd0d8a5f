/**
 * Keeps the demo room from being empty: while nobody sends in it, the demo clip plays, through the same media node and
 * the same path as everybody's camera.
 */
import { type PlaceDeps, placeRoom } from './place-room.ts';

/** The session the clip is sent by; publishing by a person ends it like any other session. */
export const demoSession = 'demo-clip';

/** Plays the clip where nothing plays. Repeating it is harmless. @throws Refusal MEDIA_UNAVAILABLE */
export async function playDemo(deps: PlaceDeps, room: string): Promise<void> {
  const { node, mediaEpoch, producers } = await placeRoom(deps, room);
  if (producers.length > 0 && !producers.every((one) => one.session === demoSession)) return;
  await deps.nodes.request(node, 'room.play', { room, mediaEpoch, session: demoSession, clip: 'demo' });
}
