/**
 * A room as its audience sees it: the stage, the performer's name, who else is here.
 */
export { RoomPage, type RoomPageProps } from './room-page.tsx';
