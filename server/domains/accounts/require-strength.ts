/**
 * Refuses new passwords that are too easily guessed.
 */
import { passwordWeak } from './errors.ts';
import { findWeakness, type Owner, weaknessSentences } from './rules/password-strength.ts';

/** @throws PASSWORD_WEAK with what it broke */
export function requireStrength(password: string, owner: Owner): void {
  const weakness = findWeakness(password, owner);
  if (weakness !== null) throw passwordWeak(weakness, weaknessSentences[weakness]);
}
