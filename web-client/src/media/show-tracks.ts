/**
 * Makes a MediaStream hold exactly these tracks. The stream stays the same object, because giving a video element another
 * one shows a black frame and asks for permission to play again.
 */
import type { ReceivedTrack } from './received.ts';

export function showTracks(stream: MediaStream, wanted: readonly ReceivedTrack[]): void {
  const tracks = wanted.map(({ track }) => track);
  for (const track of stream.getTracks()) if (!tracks.includes(track)) stream.removeTrack(track);
  for (const track of tracks) if (!stream.getTracks().includes(track)) stream.addTrack(track);
}
