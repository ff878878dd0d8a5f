/**
 * Moves a room from a node that stops to another, at the next media epoch. What is sent at the old one goes on to be shown: the
 * performer is told to begin at the new one, and viewers hear of it when there is something to see (`finish-move.ts`).
 */
import { findRoom } from './find-room.ts';
import type { RoomsDeps } from './parts.ts';
import { demoSession } from './rules/demo-session.ts';
import { moveTo, type Placement, readPlacement } from './store.ts';

export type MoveDeps = Pick<RoomsDeps, 'database' | 'live' | 'nodes' | 'redis' | 'seats'>;

/** Several processes may try; one of them moves it. @throws Refusal MEDIA_UNAVAILABLE where no other node takes it now: to be repeated */
export async function moveRoom(deps: MoveDeps, room: string, from: Placement): Promise<void> {
  const { database, nodes, live } = deps;
  const node = await nodes.choose();
  const { hold } = await readPlacement(database.read, room);
  const next: Placement = { node, mediaEpoch: from.mediaEpoch + 1 };
  // Before anybody is told, so that whoever comes finds it open.
  await findRoom(deps, room, { ...next, hold });
  if (!(await database.transact((tx) => moveTo(tx, room, from, node)))) return leave(deps, room, next);
  // What moderators decided meanwhile was said where it was before.
  await findRoom(deps, room, await readPlacement(database.read, room));
  await live.publish({ room, audience: 'performer' }, 'publish.moving', { mediaEpoch: next.mediaEpoch });
  await replayDemo(deps, room, from, next);
}

/** Another process was faster, perhaps to another node: what was opened for nothing is closed. */
async function leave({ database, nodes }: MoveDeps, room: string, next: Placement): Promise<void> {
  const now = await readPlacement(database.read, room);
  if (next.node === null || now.node === next.node) return;
  await nodes.request(next.node, 'room.close', { room, mediaEpoch: next.mediaEpoch });
}

/** The demo clip has no page that could be told. */
async function replayDemo({ nodes }: MoveDeps, room: string, from: Placement, next: Placement): Promise<void> {
  if (from.node === null || next.node === null) return;
  const before = await nodes.request(from.node, 'room.health', { room, mediaEpoch: from.mediaEpoch });
  if (!before.producers.some(({ session }) => session === demoSession)) return;
  const { mediaEpoch } = next;
  await nodes.request(next.node, 'room.play', { room, mediaEpoch, session: demoSession, clip: 'demo' });
}
