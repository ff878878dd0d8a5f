/** E-mail addresses as they are stored and looked up: one spelling a person. */

/** Without surrounding space, in lower case. */
export function canonicalEmail(given: string): string {
  return given.trim().toLowerCase();
}
