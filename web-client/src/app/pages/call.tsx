/**
 * `/call/:id`: a room of two with its chat and its tips, for signed-in people.
 */
import { getRouteApi } from '@tanstack/react-router';
import { CallPage } from '../../features/calls/index.ts';
import { useSession } from '../../session/index.ts';
import { BesideStage } from '../beside-stage.tsx';
import { SignedInOnly } from '../signed-in-only.tsx';
import { strings } from '../strings.ts';
import { TipWay } from '../tips-in-room.tsx';

const route = getRouteApi('/call/$id');

export function CallRoute() {
  const { id } = route.useParams();
  const { user } = useSession();
  const own = user?.id;
  return (
    <SignedInOnly words={strings.signInFor.call}>
      {/* Another person's call is another page: its devices and its socket too. */}
      <CallPage
        key={`${id} ${own}`}
        id={id}
        beside={(room) => <BesideStage {...room} own={own} settled />}
        ways={({ stream }) => (stream.performer.id === own ? null : <TipWay stream={stream} settled />)}
      />
    </SignedInOnly>
  );
}
