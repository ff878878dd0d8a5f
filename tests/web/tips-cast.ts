/** Tips, people and snapshots for the tests of the page's tips. */
import type { ShownTip, Tip, TipTier } from '#protocol/http/tips.ts';
import type { TipSnapshot } from '#protocol/socket/tips.ts';
import { RoomTips, type TipsLink } from '../../web-client/src/features/tips/room-tips.ts';
import { createStore } from '../../web-client/src/signalling/store.ts';
import { ada, fern, idOf, room } from './chat-cast.ts';

const person = ({ id, displayName, handle }: typeof ada | typeof fern) => ({ id, displayName, handle });
export const giver = person(fern);
export const performer = person(ada);

/** As the server would tier it. */
function tierOf(tokens: number): TipTier {
  if (tokens < 25) return 'small';
  if (tokens < 100) return 'medium';
  return tokens < 500 ? 'large' : 'huge';
}

/** @param number a greater one is later */
export function tipOf(number: number, tokens = 10, more: Partial<ShownTip> = {}): ShownTip {
  const at = new Date(1_800_000_000_000 + number * 1_000).toISOString();
  const amount = String(tokens);
  return { id: idOf(number), at, amount, tier: tierOf(tokens), from: giver, message: null, menuItem: null, ...more };
}

export function ownTipOf(number: number, tokens = 10, more: Partial<Tip> = {}): Tip {
  return {
    ...tipOf(number, tokens),
    ...{ to: performer, streamId: room, private: false, anonymous: false },
    ...{ messageState: 'none', state: 'pending', earned: String(tokens / 2), ...more },
  };
}

export const earningsOf = (settled: string, unsettled: string) => ({ settled, unsettled, total: settled, today: '0' });

export const tipsSnapshot = (recent: ShownTip[], more: Partial<TipSnapshot> = {}): TipSnapshot => ({
  recent,
  goal: null,
  menu: [],
  board: { period: 'session', entries: [] },
  held: [],
  earnings: null,
  ...more,
});

/** The tips of a room that was entered once, with what came of them. */
export function tipsOn(link: TipsLink, me: string | undefined = giver.id) {
  const snapshots = createStore(1);
  const tips = new RoomTips(link, { room, me, snapshots, gatherMs: 0 });
  const came: string[] = [];
  tips.onTip(({ id }) => came.push(id));
  return { tips, snapshots, came };
}
