/** Reads the pages of an Ogg file (RFC 3533) and puts packets together again. Knows nothing of what is in them. */

/** The file is no Ogg, or not whole, with the place. */
export class OggError extends Error {
  override name = 'OggError';
}

/** The packets that end on one page, and the position in samples that the page gives for its end. */
export interface OggPage {
  readonly packets: readonly Buffer[];
  readonly granule: bigint;
  readonly last: boolean;
}

/** All pages of the file's only stream. @throws OggError where a page is missing, cut short or fails its checksum. */
export function readOggPages(file: Buffer): OggPage[] {
  const pages: OggPage[] = [];
  let unfinished: Buffer[] = [];
  let at = 0;
  let serial: number | undefined;
  while (at < file.length) {
    const page = readPage(file, at, pages.length);
    serial ??= page.serial;
    if (page.serial !== serial) throw new OggError(`page ${pages.length} belongs to a second stream`);
    if (page.sequence !== pages.length) throw new OggError(`page ${pages.length} is missing`);
    const { packets, rest } = assemble(page, unfinished);
    unfinished = rest;
    pages.push({ packets, granule: page.granule, last: page.last });
    at += page.length;
  }
  if (unfinished.length > 0) throw new OggError('the last packet is cut short');
  return pages;
}

type RawPage = {
  serial: number;
  sequence: number;
  granule: bigint;
  last: boolean;
  length: number;
  lacing: Buffer;
  body: Buffer;
};

function readPage(file: Buffer, at: number, index: number): RawPage {
  if (file.toString('latin1', at, at + 4) !== 'OggS') throw new OggError(`no Ogg page at byte ${at}`);
  const bodyAt = at + 27 + (file[at + 26] ?? 0);
  const lacing = file.subarray(at + 27, bodyAt);
  const end = bodyAt + lacing.reduce((sum, length) => sum + length, 0);
  if (at + 27 > file.length || end > file.length) throw new OggError(`page ${index} is cut short`);
  if (oggChecksum(file.subarray(at, end)) !== file.readUInt32LE(at + 22))
    throw new OggError(`page ${index} fails its checksum`);
  return {
    serial: file.readUInt32LE(at + 14),
    sequence: file.readUInt32LE(at + 18),
    granule: file.readBigInt64LE(at + 6),
    last: ((file[at + 5] ?? 0) & 4) !== 0,
    length: end - at,
    lacing,
    body: file.subarray(bodyAt, end),
  };
}

/** A packet ends with the first segment shorter than 255 bytes; one that does not goes on in the next page. */
function assemble({ lacing, body }: RawPage, unfinished: Buffer[]): { packets: Buffer[]; rest: Buffer[] } {
  const packets: Buffer[] = [];
  let parts = unfinished;
  let at = 0;
  for (const length of lacing) {
    parts = [...parts, body.subarray(at, at + length)];
    at += length;
    if (length === 255) continue;
    packets.push(Buffer.concat(parts));
    parts = [];
  }
  return { packets, rest: parts };
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value >>> 0;
});

/** The CRC of a page, in which its own four bytes count as zero. */
export function oggChecksum(page: Buffer): number {
  return page.reduce((sum, byte, at) => {
    const value = at >= 22 && at < 26 ? 0 : byte;
    return ((sum << 8) ^ (TABLE[((sum >>> 24) ^ value) & 255] ?? 0)) >>> 0;
  }, 0);
}
