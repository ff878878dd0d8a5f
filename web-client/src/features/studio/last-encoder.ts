/**
 * Which show this browser last set an encoder up for, so that the way back to it is there.
 */
const key = 'busker.encoder';

export function rememberEncoder(streamId: string): void {
  localStorage.setItem(key, streamId);
}

export function lastEncoder(): string | undefined {
  return localStorage.getItem(key) ?? undefined;
}
