/**
 * Makes two MediaStreams hold exactly what is to be shown: the stage's all sound and one picture, because a video element
 * shows one, the inset's the other picture. A stream stays the same object, because giving a video element another one
 * shows a black frame and asks for permission to play again.
 */
import type { ReceivedTrack } from './received.ts';
import { insetPicture, shownPicture } from './shown-picture.ts';

export interface ShownStreams {
  readonly stage: MediaStream;
  readonly inset: MediaStream;
}

export function showTracks({ stage, inset }: ShownStreams, received: readonly ReceivedTrack[]): void {
  const picture = shownPicture(received);
  hold(
    stage,
    received.filter((one) => one === picture || one.track.kind === 'audio'),
  );
  const small = insetPicture(received);
  hold(inset, small === undefined ? [] : [small]);
}

function hold(stream: MediaStream, shown: readonly ReceivedTrack[]): void {
  const tracks = shown.map(({ track }) => track);
  for (const track of stream.getTracks()) if (!tracks.includes(track)) stream.removeTrack(track);
  for (const track of tracks) if (!stream.getTracks().includes(track)) stream.addTrack(track);
}
