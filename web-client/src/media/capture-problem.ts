/**
 * Why a camera or microphone cannot be had, and in which browser, so that the page can say what to do about it. Pure.
 */
export type CaptureProblem = 'denied' | 'dismissed' | 'missing' | 'busy' | 'insecure' | 'failed';

/** What a rejection of `getUserMedia` means for the person. */
export function problemOf(thrown: unknown): CaptureProblem {
  const { name, message } = thrown instanceof Error ? thrown : { name: '', message: '' };
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      // Chromium: the question was closed without an answer, and may be asked again.
      return /dismissed/i.test(message) ? 'dismissed' : 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'failed';
  }
}

export type BrowserName = 'chrome' | 'chrome-android' | 'edge' | 'firefox' | 'safari' | 'safari-ios' | 'other';

/** The browser as far as its permission settings look different. Every browser on iOS is Safari underneath. */
export function browserOf(userAgent: string): BrowserName {
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'safari-ios';
  if (/Edg\//.test(userAgent)) return 'edge';
  if (/Firefox\//.test(userAgent)) return 'firefox';
  if (/Chrome\//.test(userAgent)) return /Android/.test(userAgent) ? 'chrome-android' : 'chrome';
  if (/Safari\//.test(userAgent)) return 'safari';
  return 'other';
}
