/**
 * Codes as people type them, as the server takes them.
 */

/** `123 456` → `123456`, `AB12C D34EF` → `ab12c-d34ef`; null where it cannot be one. */
export function codeOf(typed: string, recovery: boolean): string | null {
  const plain = typed.toLowerCase().replaceAll(/[\s-]/g, '');
  if (!recovery) return /^\d{6}$/.test(plain) ? plain : null;
  return /^[a-z0-9]{10}$/.test(plain) ? `${plain.slice(0, 5)}-${plain.slice(5)}` : null;
}
