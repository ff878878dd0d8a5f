/**
 * `/moderation` for staff: the live wall, and one room watched silently.
 */
import { getRouteApi } from '@tanstack/react-router';
import { SilentRoomPage, StaffOnly, WallPage } from '../../features/moderation/index.ts';
import { DockBesideSilent } from '../dock-beside-silent.tsx';
import { SignedInOnly } from '../signed-in-only.tsx';
import { strings } from '../strings.ts';

const room = getRouteApi('/moderation/$streamId');

export function WallRoute() {
  return (
    <SignedInOnly words={strings.signInFor.moderation}>
      <StaffOnly>
        <WallPage />
      </StaffOnly>
    </SignedInOnly>
  );
}

export function SilentRoomRoute() {
  const { streamId } = room.useParams();
  return (
    <SignedInOnly words={strings.signInFor.moderation}>
      <StaffOnly>
        <SilentRoomPage key={streamId} streamId={streamId} beside={(room) => <DockBesideSilent {...room} />} />
      </StaffOnly>
    </SignedInOnly>
  );
}
