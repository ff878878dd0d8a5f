/**
 * Which show this browser was sending, so that a page that is loaded anew can take it up again. A performer may be live
 * by other means at the same time (an encoder, another device); those are not ours to take.
 */
const key = 'busker.on-air';

export function rememberShow(streamId: string): void {
  localStorage.setItem(key, streamId);
}

export function forgetShow(): void {
  localStorage.removeItem(key);
}

export function lastShow(): string | undefined {
  return localStorage.getItem(key) ?? undefined;
}
