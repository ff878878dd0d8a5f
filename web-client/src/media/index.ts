/**
 * Pictures and sound in the browser: what is received of a room, what a performer sends, and their devices. No React.
 */
export { Capture, type CaptureState, canTurn, hasSomething, type SourceState } from './capture.ts';
export { type BrowserName, browserOf, type CaptureProblem } from './capture-problem.ts';
export { type DeviceSource, looksAway } from './devices.ts';
export { onFirstFrame } from './first-frame.ts';
export { watchFrames } from './frame-watch.ts';
export { measureLevel } from './level-meter.ts';
export type { PublishState } from './publish-state.ts';
export { Publisher, type SentPictures, type Wanted } from './publisher.ts';
export { type RelayOnly, relayOnly } from './relay-only.ts';
export { canShareScreen, ScreenShare, type ScreenState } from './screen-share.ts';
export type { Limitation, SendingSample } from './sending-sample.ts';

export { keepAwake } from './wake-lock.ts';
export type { WatchState } from './watch-state.ts';
export { Watcher } from './watcher.ts';
