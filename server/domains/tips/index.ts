/**
 * Tips: giving, dividing what was given, and what performers show of it. Promises that a tip is accepted once under its key
 * and divided once, that a refusal leaves no trace, and that what is private or anonymous is told to nobody else. Never
 * moves a token itself: `tip_accept` and `tip_settle` in the database do (`store.ts` says where they are).
 */
export { announceBoard, type BoardAnnouncer } from './announce-board.ts';
export { type TipEvents, tipEvents } from './events.ts';
export { gatherTips } from './gather-tips.ts';
export { type HeldQuestions, holdQuestions } from './hold-questions.ts';
export type { TipRoomDeps } from './parts.ts';
export { pauseSettlement } from './pause-settlement.ts';
export { tipsPersonalData } from './personal-data.ts';
export { type ReceivedTip, readReceived } from './read-received.ts';
export { readSettlement } from './read-settlement.ts';
export { readTogether } from './read-together.ts';
export { tipRoutes } from './routes.ts';
export { settleTips } from './settle-tips.ts';
export { tipSignals } from './signals.ts';
export { tipChecks } from './store-checks.ts';
export { tellBoard } from './tell-board.ts';
export { tellGiver } from './tell-giver.ts';
export { tellRoom } from './tell-room.ts';
export { type SettledTeller, tellSettled } from './tell-settled.ts';
export { tellVerdict } from './tell-verdict.ts';
