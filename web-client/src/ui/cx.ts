/**
 * Joins the class names that apply.
 */

/** The given names separated by spaces, without those that are absent. */
export function cx(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
