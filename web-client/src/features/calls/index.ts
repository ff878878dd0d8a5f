/** Rooms of two: the page of a call, and the way to open one. */
export { CallPage } from './call-page.tsx';
export { InviteCard } from './invite-card.tsx';
