/**
 * Addresses as they may be logged: some hold a secret.
 */

/** The path without the secret of an overlay, or of a session over HTTP, and without what follows `?`. */
export function maskUrl(url: string): string {
  const path = url.replace(/\?.*$/s, '').replace(/(\/overlay\/)[^/]+/, '$1…');
  return path.replace(/^(\/(?:whip|whep)\/[^/]+\/).+/, '$1…');
}
