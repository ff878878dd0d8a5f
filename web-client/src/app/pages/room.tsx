/**
 * `/r/:streamId`: one room with its chat and its tips. Another room is another page: nothing is carried over.
 */
import { getRouteApi } from '@tanstack/react-router';
import { RoomPage } from '../../features/rooms/index.ts';
import { BesideStage } from '../beside-stage.tsx';
import { TipOverStage, TipWay } from '../tips-in-room.tsx';

const route = getRouteApi('/r/$streamId');

export function RoomRoute() {
  const { streamId } = route.useParams();
  return (
    <RoomPage
      key={streamId}
      streamId={streamId}
      beside={(room) => <BesideStage {...room} />}
      over={(room) => <TipOverStage {...room} />}
      ways={(room) => <TipWay {...room} />}
    />
  );
}
