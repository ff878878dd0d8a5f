/**
 * Changes how chat goes in a channel.
 */
import { type ChannelSettings, defaultChannelSettings } from '#protocol/http/channels.ts';
import { recordAudit } from '../audit/index.ts';
import { requireStill } from './access.ts';
import type { Acting, ChannelDeps } from './parts.ts';
import { lockChannel, saveSettings } from './store.ts';

type Changes = { readonly [K in keyof ChannelSettings]?: ChannelSettings[K] | undefined };

/** Absent fields stay. @throws Refusal FORBIDDEN where the caller does not moderate any more */
export async function changeSettings(deps: ChannelDeps, by: Acting, changes: Changes): Promise<ChannelSettings> {
  const { performerId, capacity } = by;
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const settings = await deps.database.transact(async (tx) => {
    await lockChannel(tx, performerId);
    await requireStill(tx, by);
    const saved = await saveSettings(tx, performerId, given, defaultChannelSettings);
    await deps.news.record(tx, { name: 'channel.settings-changed', key: performerId, body: { performerId } });
    await recordAudit(tx, {
      ...{ actor: by.userId, action: 'chat.settings-set', subject: { kind: 'channel', id: performerId } },
      ...{ facts: { capacity, ...given }, at: new Date(deps.clock.now()) },
    });
    return saved;
  });
  deps.news.deliverSoon(performerId);
  return settings;
}
