/**
 * Pictures and sound in the browser: what is received of a room, what a performer sends, and their devices. No React.
 */
export { Capture, type CaptureState, hasSomething, type SourceState } from './capture.ts';
export { type BrowserName, browserOf, type CaptureProblem } from './capture-problem.ts';
export { markFirstFrame, onFirstFrame } from './first-frame.ts';
export { watchFrames } from './frame-watch.ts';
export { measureLevel } from './level-meter.ts';
export type { PublishState } from './publish-state.ts';
export { Publisher } from './publisher.ts';
export type { SentSource } from './sent.ts';
export type { WatchState } from './watch-state.ts';
export { Watcher } from './watcher.ts';
