/**
 * Lines before one.
 */
import type { Reader } from '#platform/database/index.ts';
import { linesAtOnce } from '#protocol/socket/chat.ts';
import type { Params, Result } from '#protocol/socket/requests.ts';
import { noSuchLine } from './errors.ts';
import { lineFrom } from './rules/line-rows.ts';
import { findLine, findShown } from './store.ts';

/** Oldest first. The line itself may be gone meanwhile. @throws Refusal NOT_FOUND where it never was in this room */
export async function readHistory(
  read: Reader,
  room: string,
  { before, limit = linesAtOnce }: Params<'chat.history'>,
): Promise<Result<'chat.history'>> {
  if ((await findLine(read, room, before)) === null) throw noSuchLine();
  const rows = await findShown(read, room, limit + 1, before);
  return { lines: rows.slice(-limit).map(lineFrom), more: rows.length > limit };
}
