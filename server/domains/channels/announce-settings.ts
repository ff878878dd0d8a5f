/**
 * Tells a performer's rooms how chat goes there now.
 */
import { type ChannelSettings, defaultChannelSettings } from '#protocol/http/channels.ts';
import type { TellDeps } from './parts.ts';
import { findOpenRooms, findStanding, mostRoomsTold } from './store.ts';

/** Says what is true when it is said: repeating it is harmless. Rejects where Redis is away. */
export async function announceSettings({ read, live }: TellDeps, performerId: string): Promise<void> {
  const rooms = await findOpenRooms(read, performerId, mostRoomsTold);
  const settings: ChannelSettings = (await findStanding(read, performerId)).settings ?? defaultChannelSettings;
  await live.publishAll(
    rooms.map((room) => ({
      channel: { room, audience: 'public' as const },
      name: 'chat.settings',
      body: { settings },
    })),
  );
}
