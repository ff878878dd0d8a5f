/**
 * Looks at the stage of a page from outside the page's own code: when its first picture is presented, when that picture's
 * last packet came in, and afterwards how old each picture is by the time code in it.
 */
import { readTimeCode, sinceTimeCode, timeCodePlace } from '../../world/time-code.ts';
import type { ProbedWindow, Seen } from '../joins/seen.ts';

/** A stream climbs through its layers first; what counts is the picture that people then keep watching. */
const settleMs = 1_500;

const seen: Seen = { firstFrameMs: null, firstReceivedMs: null, agesMs: [], unreadable: 0, height: 0 };
(window as unknown as ProbedWindow).benchSeen = seen;

const canvas = document.createElement('canvas');
canvas.width = timeCodePlace.readWidth;
canvas.height = timeCodePlace.readHeight;
const brush = canvas.getContext('2d', { willReadFrequently: true });

function onFrame(video: HTMLVideoElement, shown: VideoFrameCallbackMetadata): void {
  video.requestVideoFrameCallback((_now, next) => onFrame(video, next));
  if (seen.firstFrameMs === null) {
    seen.firstFrameMs = shown.presentationTime;
    seen.firstReceivedMs = shown.receiveTime ?? null;
  }
  seen.height = shown.height;
  if (shown.presentationTime - seen.firstFrameMs > settleMs) noteAge(video, shown.expectedDisplayTime);
}

function noteAge(video: HTMLVideoElement, displayedMs: number): void {
  const { readWidth, readHeight, heightShare } = timeCodePlace;
  if (brush === null) return;
  brush.drawImage(video, 0, 0, video.videoWidth, video.videoHeight * heightShare, 0, 0, readWidth, readHeight);
  const codeMs = readTimeCode(brush.getImageData(0, 0, readWidth, readHeight).data);
  if (codeMs === undefined) seen.unreadable += 1;
  else seen.agesMs.push(sinceTimeCode(codeMs, performance.timeOrigin + displayedMs));
}

let watched: HTMLVideoElement | undefined;

const observer = new MutationObserver(() => {
  if (seen.firstFrameMs !== null) return observer.disconnect();
  const video = document.querySelector<HTMLVideoElement>('[data-testid=stage-video]') ?? undefined;
  if (video === undefined || video === watched) return;
  watched = video;
  video.requestVideoFrameCallback((_now, shown) => onFrame(video, shown));
});
observer.observe(document, { subtree: true, childList: true });
