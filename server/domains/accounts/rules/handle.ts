/**
 * Handles: the unique name of an account in addresses and mentions.
 */

/** What an address or a mention would be mistaken for. */
const reserved = new Set(
  [
    'admin administrator root system support help staff team official moderator moderators mod mods busker security abuse',
    'everyone everybody here all channel chat room rooms anonymous guest nobody someone null undefined true false',
    'api login logout signin signup register settings studio wallet call calls moderation overlay search live about terms',
    'privacy legal contact billing payments payment mail postmaster webmaster noreply no_reply www new edit delete',
  ].flatMap((words) => words.split(' ')),
);

/** Handles that only the erased have. */
export const erasedPrefix = 'gone_';

/** False where nobody may choose it. */
export function mayBeChosen(handle: string): boolean {
  return !reserved.has(handle) && !handle.startsWith(erasedPrefix);
}

/** A handle made of a name; not yet known to be free. At most 20 characters, so that something can be put behind it. */
export function handleFrom(displayName: string): string {
  const plain = displayName
    .normalize('NFKD')
    .toLowerCase()
    // What was an accent goes; what is no letter becomes a gap.
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 20)
    .replaceAll(/_+$/g, '');
  return plain.length >= 3 && mayBeChosen(plain) ? plain : 'person';
}

/** The same with something behind it. @param chance lower-case letters and digits, at most 9 */
export function handleWith(base: string, chance: string): string {
  return `${base}_${chance}`;
}
