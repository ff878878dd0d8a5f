/**
 * `/u/:handle`: one person.
 */
import { getRouteApi } from '@tanstack/react-router';
import { ProfilePage } from '../../features/profiles/index.ts';

const route = getRouteApi('/u/$handle');

export function ProfileRoute() {
  const { handle } = route.useParams();
  return <ProfilePage key={handle} handle={handle} />;
}
