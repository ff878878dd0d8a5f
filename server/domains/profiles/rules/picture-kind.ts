/**
 * What a file is, by its first bytes and nothing else: neither its name nor what its sender calls it says anything. Only
 * these four are ever handed to a decoder, so that no parser of SVG, PDF or worse sees what strangers send.
 */
export type PictureKind = 'jpeg' | 'png' | 'gif' | 'webp';

const beginnings: readonly (readonly [PictureKind, RegExp])[] = [
  ['jpeg', /^ffd8ff/],
  ['png', /^89504e470d0a1a0a/],
  ['gif', /^47494638(37|39)61/],
  // RIFF, four bytes of length, WEBP.
  ['webp', /^52494646.{8}57454250/],
];

/** The kind of a file; null where it is none of the four. */
export function pictureKind(bytes: Uint8Array): PictureKind | null {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('hex');
  return beginnings.find(([, begins]) => begins.test(head))?.[0] ?? null;
}
