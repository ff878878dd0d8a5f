/**
 * Makes a MediaStream hold exactly what is to be shown: all sound, and one picture, because a video element shows one. The
 * stream stays the same object, because giving a video element another one shows a black frame and asks for permission to
 * play again.
 */
import type { ReceivedTrack } from './received.ts';
import { shownPicture } from './shown-picture.ts';

export function showTracks(stream: MediaStream, received: readonly ReceivedTrack[]): void {
  const picture = shownPicture(received);
  const shown = received.filter((one) => one === picture || one.track.kind === 'audio');
  const tracks = shown.map(({ track }) => track);
  for (const track of stream.getTracks()) if (!tracks.includes(track)) stream.removeTrack(track);
  for (const track of tracks) if (!stream.getTracks().includes(track)) stream.addTrack(track);
}
