/**
 * The visit to a room as a component sees it.
 */
import { useEffect } from 'react';
import { useReadable } from '../../live/index.ts';
import { useSession } from '../../session/index.ts';
import type { Visit } from './visit.ts';
import { holdVisit, visitTo } from './visits.ts';

export function useVisit(streamId: string) {
  const visit: Visit = visitTo(streamId);
  const session = useSession();
  const userId = session.user?.id;
  useEffect(() => holdVisit(streamId), [streamId]);
  useEffect(() => {
    if (session.status !== 'restoring') visit.identify(userId);
  }, [visit, session.status, userId]);
  return {
    visit,
    userId,
    connection: useReadable(visit.connection),
    room: useReadable(visit.room),
    watch: useReadable(visit.watch),
  };
}
