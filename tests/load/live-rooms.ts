/**
 * Where viewers go: the shows of a Busker that are live.
 */
import { listStreams } from '#protocol/http/streams.ts';

/** So many of them, most watched first. @param at the site's address. @throws where fewer are live */
export async function liveRooms(at: string, count: number): Promise<string[]> {
  const answer = await fetch(`${at}/api/streams`, { signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`${at} does not tell who is live: it answered ${answer.status}.`);
  const { streams } = listStreams.answer.parse(await answer.json());
  if (streams.length >= count) return streams.slice(0, count).map(({ id }) => id);
  throw new Error(`Of ${count} rooms only ${streams.length} are live at ${at}.`);
}
