/**
 * `/settings/…`: one's own account and page, for signed-in people.
 */
import { Outlet } from '@tanstack/react-router';
import { SettingsFrame } from '../../features/settings/index.ts';
import { useSession } from '../../session/index.ts';
import { SignedInOnly } from '../signed-in-only.tsx';
import { strings } from '../strings.ts';

export {
  ChannelSettings,
  NotificationSettings,
  PreferenceSettings,
  PrivacySettings,
  ProfileSettings,
  SecuritySettings,
  WebhooksSettings,
} from '../../features/settings/index.ts';

export function SettingsRoute() {
  const { user } = useSession();
  return (
    <SignedInOnly words={strings.signInFor.settings}>
      {/* Another person's settings are other fields. */}
      <SettingsFrame key={user?.id}>
        <Outlet />
      </SettingsFrame>
    </SignedInOnly>
  );
}
