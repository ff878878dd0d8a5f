/**
 * The names of the emotes. On the wire an emote is `:name:`, so that whoever has no picture for it still reads it.
 */
export const emotes = [
  'clap',
  'heart',
  'fire',
  'laugh',
  'wow',
  'cry',
  'party',
  'music',
  'star',
  'rose',
  'yes',
  'wave',
] as const;

export type EmoteName = (typeof emotes)[number];

export function isEmote(name: string): name is EmoteName {
  return (emotes as readonly string[]).includes(name);
}
