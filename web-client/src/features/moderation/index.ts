/**
 * The live wall and the silently watched room, for staff.
 */
export { type BesideSilent, SilentRoomPage } from './silent-room-page.tsx';
export { StaffOnly } from './staff-only.tsx';
export { WallPage } from './wall-page.tsx';
