/**
 * Where each room's media is: origin node and media epoch, changed by compare-and-set only.
 */
import type { Reader, Writer } from '#platform/database/index.ts';
import type { RoomHold } from '#protocol/http/moderation.ts';

/** What moderators keep from the audience, and which decision that is; 0: none. */
export interface Hold extends RoomHold {
  readonly version: number;
}

export interface Placement {
  /** Null: the room's media is nowhere. */
  readonly node: string | null;
  /** 0: it never was anywhere. */
  readonly mediaEpoch: number;
}

const noHold: Hold = { version: 0, muted: false, blurred: false, paused: false };

/** Where a room's media is now. */
export async function readPlacement(read: Reader, room: string): Promise<Placement & { readonly hold: Hold }> {
  const row = await read.room.findUnique({ where: { streamId: room } });
  const { holdVersion: version = 0, muted = false, blurred = false, paused = false } = row ?? {};
  const hold = row === null ? noHold : { version, muted, blurred, paused };
  return { node: row?.originNode ?? null, mediaEpoch: row?.originEpoch ?? 0, hold };
}

/** Where the media of these rooms is now, by room; those without a row are absent. */
export async function placementsOf(
  read: Reader,
  rooms: readonly string[],
): Promise<ReadonlyMap<string, Placement & { readonly blurred: boolean }>> {
  const rows = await read.room.findMany({ where: { streamId: { in: [...rooms] } } });
  return new Map(
    rows.map(({ streamId, originNode: node, originEpoch: mediaEpoch, blurred }) => [
      streamId,
      { node, mediaEpoch, blurred },
    ]),
  );
}

/** Rooms whose media is on a node. */
export async function roomsOn(read: Reader, node: string): Promise<(Placement & { room: string })[]> {
  const rows = await read.room.findMany({ where: { originNode: node } });
  return rows.map((row) => ({ room: row.streamId, node: row.originNode, mediaEpoch: row.originEpoch }));
}

/**
 * Places a room that is nowhere on a node. The first placement opens media epoch 1; later ones take the epoch that
 * `displace` opened.
 * @returns false where somebody else was first
 */
export async function placeOn(tx: Writer, room: string, node: string, seen: Placement): Promise<boolean> {
  const changed = await tx.room.updateMany({
    where: { streamId: room, originNode: null, originEpoch: seen.mediaEpoch },
    data: { originNode: node, originEpoch: Math.max(1, seen.mediaEpoch) },
  });
  return changed.count === 1;
}

/**
 * Takes a room's media from where it was and opens the next media epoch.
 * @returns false where it was not there any more
 */
export async function displace(tx: Writer, room: string, from: Placement): Promise<boolean> {
  const changed = await tx.room.updateMany({
    where: { streamId: room, originNode: from.node, originEpoch: from.mediaEpoch },
    data: { originNode: null, originEpoch: from.mediaEpoch + 1 },
  });
  return changed.count === 1;
}

/**
 * Takes a room's media from where it was to another node, at the next media epoch.
 * @returns false where it was not there any more
 */
export async function moveTo(tx: Writer, room: string, from: Placement, node: string): Promise<boolean> {
  const changed = await tx.room.updateMany({
    where: { streamId: room, originNode: from.node, originEpoch: from.mediaEpoch },
    data: { originNode: node, originEpoch: from.mediaEpoch + 1 },
  });
  return changed.count === 1;
}

/** Makes sure a room has its row. */
export async function ensureRow(tx: Writer, room: string): Promise<void> {
  await tx.room.createMany({ data: [{ streamId: room }], skipDuplicates: true });
}

/** Notes that media of this epoch arrived. */
export async function noteMedia(tx: Writer, room: string, mediaEpoch: number, at: Date): Promise<void> {
  await tx.room.updateMany({ where: { streamId: room, originEpoch: mediaEpoch }, data: { mediaSeenAt: at } });
}
