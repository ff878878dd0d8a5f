/**
 * `/settings/notifications`: what the bell tells.
 */
import { useQueryClient } from '@tanstack/react-query';
import type { NotificationSettings as Settings } from '#protocol/http/notifications.ts';
import { call } from '../../api/index.ts';
import { plainWords } from '../../forms/index.ts';
import { Switch, usePageTitle, useToast } from '../../ui/index.ts';
import { Answered } from './answered.tsx';
import { Panel } from './panel.tsx';
import { keys, useNotificationSettings } from './queries.ts';
import { strings } from './strings.ts';

const words = strings.notifications;

export function NotificationSettings() {
  const settings = useNotificationSettings();
  const queries = useQueryClient();
  const toast = useToast();
  usePageTitle(`${words.title} · ${strings.title}`);
  const change = async (patch: Partial<Settings>): Promise<void> => {
    const before = queries.getQueryData<{ settings: Settings }>(keys.notifications);
    if (before) queries.setQueryData(keys.notifications, { settings: { ...before.settings, ...patch } });
    try {
      queries.setQueryData(keys.notifications, await call('setNotificationSettings', { body: patch }));
    } catch (error) {
      queries.setQueryData(keys.notifications, before);
      toast({ tone: 'error', title: plainWords(error) });
    }
  };
  return (
    <Panel title={words.title} words={words.words}>
      <Answered query={settings}>
        {({ followedLive, newFollower }) => (
          <>
            <Switch
              label={words.live}
              description={words.liveWords}
              checked={followedLive}
              onCheckedChange={(checked) => void change({ followedLive: checked })}
            />
            <Switch
              label={words.follower}
              checked={newFollower}
              onCheckedChange={(checked) => void change({ newFollower: checked })}
            />
          </>
        )}
      </Answered>
    </Panel>
  );
}
