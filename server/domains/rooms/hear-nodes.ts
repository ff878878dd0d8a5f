/**
 * What rooms do about the news of media nodes.
 */

import type { ControlEvent } from '#protocol/media/control.ts';
import type { NodeEvent } from '../nodes/index.ts';
import { announceMedia } from './announce-media.ts';
import { loseNode } from './lose-node.ts';
import { loseRoom } from './lose-room.ts';
import { noteFlow } from './note-flow.ts';
import type { RoomsDeps } from './parts.ts';
import { reportHealth } from './report-health.ts';
import { roomMedia } from './rules/room-media.ts';
import { readPlacement } from './store.ts';
import { tellLayers } from './tell-layers.ts';
import { tellLeaving } from './tell-leaving.ts';
import { tellLost } from './tell-lost.ts';
import { tellTakenOver } from './tell-taken-over.ts';

/** Takes one piece of news; rejects where it could not be acted on. */
export async function hearNode(deps: RoomsDeps, news: NodeEvent): Promise<void> {
  if (news.kind === 'lost') await loseNode(deps, news.node);
  else await hearEvent(deps, news.node, news.event);
}

async function hearEvent(deps: RoomsDeps, node: string, { event, body }: ControlEvent): Promise<void> {
  switch (event) {
    case 'room.producers':
      if (await isBehind(deps, body)) return;
      await announceMedia(deps, body.room, { ...roomMedia(body.mediaEpoch, body.producers), revision: body.revision });
      return;
    case 'room.flowing':
      await noteFlow(deps, body);
      await reportHealth(deps, body.room);
      return;
    case 'room.lost':
      await loseRoom(deps, body.room, { node, mediaEpoch: body.mediaEpoch });
      return;
    case 'session.taken-over':
      tellTakenOver(deps, body.room, body.session);
      return;
    case 'producer.wanted':
      tellLayers(deps, body);
      return;
    case 'transport.lost':
      tellLost(deps, body);
      return;
    case 'transport.leaving':
      tellLeaving(deps, body);
      return;
    // One media node says this to another.
    case 'edge.wanted':
    case 'edge.lost':
    case 'node.hello':
      return;
  }
}

/** The room moves: what ends where it was is no news, for it goes on where it is. */
async function isBehind(
  { database }: RoomsDeps,
  { room, mediaEpoch }: { readonly room: string; readonly mediaEpoch: number },
): Promise<boolean> {
  return (await readPlacement(database.read, room)).mediaEpoch > mediaEpoch;
}
