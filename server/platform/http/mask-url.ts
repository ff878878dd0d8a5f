/**
 * Addresses as they may be logged: some hold a secret.
 */

/** The path without the secret of an overlay and without what follows `?`. */
export function maskUrl(url: string): string {
  return url.replace(/\?.*$/s, '').replace(/(\/overlay\/)[^/]+/, '$1…');
}
