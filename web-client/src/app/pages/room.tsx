/**
 * `/r/:streamId`: one room. Another room is another page: nothing is carried over.
 */
import { getRouteApi } from '@tanstack/react-router';
import { RoomPage } from '../../features/rooms/index.ts';

const route = getRouteApi('/r/$streamId');

export function RoomRoute() {
  const { streamId } = route.useParams();
  return <RoomPage key={streamId} streamId={streamId} />;
}
