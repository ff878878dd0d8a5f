/**
 * Writes a ZIP of any size without holding it: texts come in pieces, zlib deflates them in its own threads, and what comes of
 * it goes into a file that has no name any more. Nobody else can open that file, and it is gone with whoever holds it, also
 * after kill -9. Knows fflate (the container) and zlib (what is in it).
 */
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import { Zip, type ZipInputFile } from 'fflate';
import { assert } from '#kernel/assert.ts';

export interface ZippedFile {
  /** As it is called in the ZIP; folders by `/`. */
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/** What the 32 bits of a ZIP can say, of a file in it and of the whole. */
const mostBytes = 2 ** 32 - 1;
const deflated = 8;

/**
 * Packs the files in their order, one at a time. Rejects where a source does, and where the whole would not fit into 4 GiB.
 * @returns the ZIP from its beginning; whoever does not read it to its end destroys it
 */
export async function spoolZip(files: Iterable<ZippedFile>, modified: Date): Promise<Readable> {
  const spool = await makeUnnamed();
  try {
    const pending: Uint8Array[] = [];
    const zip = new Zip((_error, piece) => void pending.push(piece));
    const save = (): Promise<void> => saveAll(spool, pending);
    for (const { name, content } of files) await addFile(zip, { name, content }, modified, save);
    zip.end();
    await save();
    assert((await spool.stat()).size <= mostBytes, 'a ZIP holds at most 4 GiB');
  } catch (error) {
    await spool.close();
    throw error;
  }
  return spool.createReadStream({ start: 0 });
}

async function makeUnnamed(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'busker-spool-'));
  try {
    return await open(join(folder, 'spool'), 'wx+', 0o600);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function addFile(zip: Zip, { name, content }: ZippedFile, mtime: Date, save: () => Promise<void>): Promise<void> {
  const entry: ZipInputFile = { filename: name, size: 0, crc: 0, compression: deflated, mtime };
  zip.add(entry);
  const deflate = createDeflateRaw();
  const fed = pipeline(() => counting(content, entry), deflate);
  // A source that fails ends the loop below; that it is waited for afterwards must not come too late.
  fed.catch(() => undefined);
  for await (const piece of deflate) {
    entry.ondata?.(null, piece as Buffer<ArrayBuffer>, false);
    await save();
  }
  await fed;
  entry.ondata?.(null, new Uint8Array(), true);
  await save();
}

async function* counting(content: AsyncIterable<Uint8Array>, entry: ZipInputFile): AsyncGenerator<Uint8Array> {
  for await (const piece of content) {
    entry.crc = crc32(piece, entry.crc);
    entry.size += piece.length;
    assert(entry.size <= mostBytes, 'a file in a ZIP holds at most 4 GiB');
    yield piece;
  }
}

async function saveAll(spool: FileHandle, pending: Uint8Array[]): Promise<void> {
  for (const piece of pending.splice(0)) await spool.writeFile(piece);
}
