/** Performers and audiences of rooms that spread, and where the node says they are. */

import { cleanup } from 'node-datachannel';
import type { Test } from 'tap';
import { newId } from '#kernel/ids.ts';
import type { NodeReport } from '#protocol/media/node-report.ts';
import type { NodeSettings } from '../../sfu-workers/node-settings.ts';
import type { ControlClient } from '../world/control-client.ts';
import { startMediaWorld } from '../world/media-node.ts';
import { MediaPublisher, type RoomAt } from '../world/media-publisher.ts';
import { MediaViewer } from '../world/media-viewer.ts';

export interface Watcher {
  readonly session: string;
  /** Of the worker that serves it. */
  readonly port: number;
  readonly viewer: MediaViewer;
}

/** A world whose origins take `mark` viewers of one picture (rounded up from four fifths of it), and edges as many. */
export async function spreadingWorld(t: Test, mark: number, given: Partial<NodeSettings> = {}) {
  const world = await startMediaWorld({ workers: 3, consumersPerWorker: mark, ...given });
  t.teardown(async () => {
    await world.close();
    cleanup();
  });
  return { world, api: await world.connect() };
}

/** A performer who sends a key frame only where one was asked for. */
export async function perform(t: Test, api: ControlClient, room: RoomAt) {
  const session = newId();
  const publisher = await MediaPublisher.connect(api, room, session);
  t.teardown(() => publisher.close());
  publisher.deafTo = 0;
  return { session, publisher, producer: await publisher.openCamera(api, room, session) };
}

/** Somebody who watches. @param session the same again: they come back */
export async function watch(t: Test, api: ControlClient, room: RoomAt, session = newId()): Promise<Watcher> {
  const { transport } = await api.do('transport.open', { ...room, session, direction: 'receive' });
  const viewer = await MediaViewer.join(api, room, session);
  t.teardown(() => viewer.close());
  return { session, port: transport.iceCandidates[0]?.port ?? 0, viewer };
}

/** So many who come at once. */
export function audience(t: Test, api: ControlClient, room: RoomAt, size: number): Promise<Watcher[]> {
  return Promise.all(Array.from({ length: size }, () => watch(t, api, room)));
}

/** What the node says of the room. */
export async function reportOf(api: ControlClient, { room }: RoomAt): Promise<NodeReport['rooms'][number]> {
  const { rooms } = await api.do('node.report', {});
  const found = rooms.find((one) => one.room === room);
  if (found === undefined) throw new Error('the node does not report this room');
  return found;
}

/** Consumers at the origin, then at each edge. */
export async function spreadOf(api: ControlClient, room: RoomAt): Promise<number[]> {
  const { origin, edges } = await reportOf(api, room);
  return [origin.consumers, ...edges.map(({ consumers }) => consumers)];
}
