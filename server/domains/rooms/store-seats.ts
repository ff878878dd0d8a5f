/**
 * The two seats of a two-way room.
 */
import type { Reader, Writer } from '#platform/database/index.ts';
import type { CallSeat, Part } from '#protocol/socket/source.ts';

/** Whose seat, and who sits down. */
interface Sitting {
  readonly room: string;
  readonly part: Part;
  /** Id of the session. */
  readonly session: string;
  readonly at: Date;
  /** From whom alone it may be taken; null: from whoever sits there. */
  readonly after: string | null;
}

/**
 * Sits a session down.
 * @returns the epoch of the seat: a new one, unless it sits there already; null where it is another's than `after`
 */
export async function putCallSeat(tx: Writer, { room, part, session, at, after }: Sitting): Promise<number | null> {
  const rows = await tx.$queryRaw<{ epoch: number }[]>`
    INSERT INTO call_seat AS c (stream_id, part, epoch, session, taken_at)
    VALUES (${room}::uuid, ${part}, 1, ${session}, ${at}::timestamptz)
    ON CONFLICT (stream_id, part) DO UPDATE SET session = excluded.session, taken_at = excluded.taken_at,
      epoch = c.epoch + (c.session IS DISTINCT FROM excluded.session)::int
    WHERE ${after}::text IS NULL OR c.session IS NULL OR c.session IN (${after}::text, excluded.session)
    RETURNING epoch`;
  return rows[0]?.epoch ?? null;
}

/** The seat on which a session sits; null: on none. */
export async function findCallSeat(read: Reader, room: string, session: string): Promise<CallSeat | null> {
  const row = await read.callSeat.findFirst({ where: { streamId: room, session } });
  return row === null ? null : { part: row.part as Part, epoch: row.epoch };
}

/** The session gets up; nothing where another sits there by now. */
export async function leaveCallSeat(tx: Writer, room: string, session: string): Promise<void> {
  await tx.callSeat.updateMany({ where: { streamId: room, session }, data: { session: null } });
}
