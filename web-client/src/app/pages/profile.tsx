/**
 * `/u/:handle`: one person, and the way to tip them.
 */
import { getRouteApi } from '@tanstack/react-router';
import { ProfilePage } from '../../features/profiles/index.ts';
import { TipButton } from '../../features/tips/tip-button.tsx';

const route = getRouteApi('/u/$handle');

export function ProfileRoute() {
  const { handle } = route.useParams();
  return (
    <ProfilePage
      key={handle}
      handle={handle}
      tip={({ profile }) => <TipButton variant="secondary" performer={profile} target={{ creatorId: profile.id }} />}
    />
  );
}
