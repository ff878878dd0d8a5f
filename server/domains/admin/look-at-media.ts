/**
 * Looks at all media there is: asks every node, and puts beside its rooms what they are and how they go. What a node does not
 * say is shown as not said; what Redis does not say counts as nothing.
 */
import type { MediaNodeView, MediaRoom } from '#protocol/http/media.ts';
import type { Stream } from '#protocol/http/streams.ts';
import type { NodeReport } from '#protocol/media/node-report.ts';
import { type AskedNode, askReports } from '../nodes/index.ts';
import { readQuality } from '../quality/index.ts';
import { countViewers, readPlacements } from '../rooms/index.ts';
import { readOnAir } from '../streams/index.ts';
import type { MediaDeps } from './parts.ts';
import { describeNode } from './rules/describe-node.ts';
import { byTrouble, judgeRoom } from './rules/judge-room.ts';
import { noQuality } from './rules/no-quality.ts';

export interface MediaLook {
  readonly atMs: number;
  readonly nodes: readonly MediaNodeView[];
  /** Those with most trouble first. */
  readonly rooms: readonly MediaRoom[];
}

interface ReportedRoom {
  readonly node: string;
  readonly report: NodeReport['rooms'][number];
}

/** More rooms than this are not looked at: those that went live last are. */
const mostRooms = 500;

/** Never fails because of a node or Redis. */
export async function lookAtMedia(deps: MediaDeps): Promise<MediaLook> {
  const asked = await askReports(deps.nodes);
  const atMs = deps.clock.now();
  const reported = roomsOf(asked);
  const streams = await readOnAir(deps.database.read, [...reported.keys()], mostRooms);
  const byId = new Map(streams.map((stream) => [stream.id, stream]));
  const ids = [...new Set([...byId.keys(), ...reported.keys()])].slice(0, mostRooms);
  const placements = await readPlacements(deps.database.read, ids);
  const { viewers, quality } = await said(deps, ids, atMs);
  const rooms = ids.map((id, index): MediaRoom => {
    const found = reported.get(id);
    const node = found?.node ?? placements.get(id)?.node ?? null;
    const room = {
      ...{ id, stream: shownStream(byId.get(id)), node, viewers: viewers.get(id) ?? 0 },
      ...mediaOf(found?.report),
      quality: quality[index] ?? noQuality,
    };
    const nodeAnswers = asked.some((one) => one.node === node && one.report !== null);
    return { ...room, ...judgeRoom({ ...room, nodeAnswers }) };
  });
  return { atMs, nodes: asked.map((one) => describeNode(one, atMs)), rooms: rooms.toSorted(byTrouble) };
}

/** A room that two nodes have is where its media epoch is the newer one. */
function roomsOf(asked: readonly AskedNode[]): ReadonlyMap<string, ReportedRoom> {
  const rooms = new Map<string, ReportedRoom>();
  for (const { node, report } of asked) {
    for (const room of report?.rooms ?? []) {
      const known = rooms.get(room.room)?.report.mediaEpoch ?? 0;
      if (room.mediaEpoch > known) rooms.set(room.room, { node, report: room });
    }
  }
  return rooms;
}

/** What Redis knows of these rooms; nothing while it is away. */
async function said({ redis }: MediaDeps, ids: readonly string[], atMs: number) {
  const [viewers, quality] = await Promise.all([
    countViewers(redis, ids).catch(() => new Map<string, number>()),
    readQuality(redis, ids, atMs).catch(() => []),
  ]);
  return { viewers, quality };
}

function shownStream(stream: Stream | undefined): MediaRoom['stream'] {
  return stream === undefined ? null : { title: stream.title, state: stream.state, performer: stream.performer };
}

function mediaOf(report: ReportedRoom['report'] | undefined) {
  return {
    mediaEpoch: report?.mediaEpoch ?? null,
    origin: report?.origin ?? null,
    edges: report?.edges ?? [],
    producers: report?.producers ?? [],
    consumers: report?.consumers ?? 0,
  };
}
