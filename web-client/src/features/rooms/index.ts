/**
 * A room as its audience sees it: the stage, the performer's name, and a place for what stands beside them.
 */
export { type BesideStage, type OverStage, RoomPage, type RoomPageProps } from './room-page.tsx';
