/**
 * All that decides what a person may do in a channel's chat, read at once.
 */
import type { Reader } from '#platform/database/index.ts';
import type { Identity } from '#platform/http/handler.ts';
import { type ChannelSettings, defaultChannelSettings } from '#protocol/http/channels.ts';
import type { ChatMute } from '#protocol/socket/chat.ts';
import { type Capacity, capacityOf } from './rules/capacity.ts';
import { muteFrom } from './rules/mute.ts';
import { findStanding } from './store.ts';

export interface Standing {
  readonly settings: ChannelSettings;
  /** Grows with every change of the channel's words. */
  readonly wordsVersion: number;
  /** Null: they may speak. */
  readonly mute: ChatMute | null;
  /** As what they moderate; null: not at all. */
  readonly capacity: Capacity | null;
}

/** @param identity null: somebody anonymous; @param nowMs milliseconds since 1970 */
export async function readStanding(
  read: Reader,
  performerId: string,
  identity: Pick<Identity, 'userId' | 'roles'> | null,
  nowMs: number,
): Promise<Standing> {
  const row = await findStanding(read, performerId, identity?.userId ?? null);
  const capacity = identity === null ? null : capacityOf(performerId, identity, row.appointed);
  const sanction = row.kind === null ? null : { ...row, kind: row.kind };
  return {
    settings: row.settings ?? defaultChannelSettings,
    wordsVersion: row.wordsVersion,
    mute: capacity === null ? muteFrom(sanction, nowMs) : null,
    capacity,
  };
}
