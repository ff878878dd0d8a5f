/**
 * What people may do in channels, many at once.
 */
import type { Reader } from '#platform/database/index.ts';
import type { Identity } from '#platform/http/handler.ts';
import { type ChannelSettings, defaultChannelSettings } from '#protocol/http/channels.ts';
import type { ChatMute } from '#protocol/socket/chat.ts';
import { type Capacity, capacityOf } from './rules/capacity.ts';
import { muteFrom } from './rules/mute.ts';
import { findStandings, type StandingRow } from './store.ts';

export interface Standing {
  readonly settings: ChannelSettings;
  /** Grows with every change of the channel's words. */
  readonly wordsVersion: number;
  /** Null: they may speak. */
  readonly mute: ChatMute | null;
  /** As what they moderate; null: not at all. */
  readonly capacity: Capacity | null;
}

/** Somebody in a channel. */
export interface Visitor {
  readonly performerId: string;
  /** Null: somebody anonymous. */
  readonly identity: Pick<Identity, 'userId' | 'roles'> | null;
}

/** In the order given. @param nowMs milliseconds since 1970 */
export async function readStandings(read: Reader, visitors: readonly Visitor[], nowMs: number): Promise<Standing[]> {
  const asked = visitors.map(({ performerId, identity }) => ({ performerId, userId: identity?.userId ?? null }));
  const rows = await findStandings(read, asked);
  return rows.map((row, at) => standingFrom(row, visitors[at] as Visitor, nowMs));
}

function standingFrom(row: StandingRow, { performerId, identity }: Visitor, nowMs: number): Standing {
  const capacity = identity === null ? null : capacityOf(performerId, identity, row.appointed);
  const sanction = row.kind === null ? null : { ...row, kind: row.kind };
  return {
    settings: row.settings ?? defaultChannelSettings,
    wordsVersion: row.wordsVersion,
    mute: capacity === null ? muteFrom(sanction, nowMs) : null,
    capacity,
  };
}
