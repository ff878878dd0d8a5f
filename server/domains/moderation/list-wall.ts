/**
 * The live wall: every room that is live, the riskiest first.
 */
import type { AnswerOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import type { ModerationDeps } from './parts.ts';
import { riskOf } from './rules/risk.ts';
import { countLiveRooms, findLiveRooms, type WallRow } from './store.ts';

const most = 200;
const recentMs = 600_000;
const dayMs = 86_400_000;

/** As it is now; `left`: live rooms beyond the newest 200. */
export async function listWall({
  database: { read },
  clock,
  countViewers,
}: Pick<ModerationDeps, 'database' | 'clock' | 'countViewers'>): Promise<AnswerOf<(typeof routes)['listWall']>> {
  const nowMs = clock.now();
  const [rows, all] = await Promise.all([findLiveRooms(read, new Date(nowMs - recentMs), most), countLiveRooms(read)]);
  const viewers = await countViewers(rows.map(({ id }) => id));
  const rooms = rows.map((row) => describe(row, viewers.get(row.id) ?? 0, nowMs));
  rooms.sort((one, other) => other.risk.score - one.risk.score);
  return { rooms, left: Math.max(0, all - rows.length) };
}

function describe(row: WallRow, viewers: number, nowMs: number) {
  const { id, title, adult, performerId, displayName, handle, heldLines, flaggedLines, sanctions, warnings } = row;
  const { muted, blurred, paused } = row;
  const accountDays = (nowMs - row.joinedAt.getTime()) / dayMs;
  const held = muted || blurred || paused;
  return {
    ...{ id, title, adult, viewers, heldLines, flaggedLines, warnings },
    performer: { id: performerId, displayName, handle },
    liveSince: row.liveSince.toISOString(),
    hold: { muted, blurred, paused },
    risk: riskOf({ heldLines, flaggedLines, sanctions, warnings, adult, accountDays, held }),
  };
}
