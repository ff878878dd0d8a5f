/**
 * What the person finds beside their data: which file holds what, in words.
 */

const about: Readonly<Record<string, string>> = {
  accounts: 'your account, where you are signed in, and how you prove that it is you (no secrets)',
  admin: 'proposals of staff that were about you, or that you made as staff',
  audit: 'what staff did that concerns you, and what you did as staff',
  channels: 'your channel: moderators, words, settings, and what was done to you in the channels of others',
  chat: 'what you wrote in chat',
  notifications: 'what you were told, and what you wish to be told',
  profiles: 'your profile, picture, preferences and whom you follow',
  streams: 'what you announced and showed',
  tips: 'tips you gave and were given, and what you show of them: goals, menu, overlay',
};

/** The text of README.txt. @param files paths in the archive */
export function describeArchive(files: readonly string[], now: Date): string {
  const folders = [...new Set(files.map((file) => file.split('/')[0] ?? ''))].sort();
  const lines = folders.map((folder) => `  ${folder}/ - ${about[folder] ?? 'what else is kept about you'}`);
  return [
    'Everything Busker keeps about you.',
    `Made on ${now.toISOString()}. Times are UTC (ISO 8601), the files are JSON.`,
    '',
    ...lines,
    '',
    'Not in here: your password and other secrets, of which only hashes are kept; your birth date, which is not kept;',
    'which staff member acted; and what belongs to others, such as who follows you.',
    '',
  ].join('\n');
}
