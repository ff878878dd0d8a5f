/** Copies one file while somebody may be writing it, and says what was copied. */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

export interface Copied {
  readonly bytes: number;
  readonly sha256: string;
}

const chunkBytes = 1024 * 1024;

/**
 * The file as long as it was when it was opened; what is written meanwhile is in or not. The copy is on the disk afterwards.
 * @param to may not exist
 * @returns undefined where the file is gone
 */
export async function copyFile(from: string, to: string): Promise<Copied | undefined> {
  const source = await openOrGone(from);
  if (source === undefined) return undefined;
  try {
    const target = await open(to, 'wx', 0o600);
    try {
      const copied = await pour(source, (chunk) => target.write(chunk));
      await target.sync();
      return copied;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** @throws where it cannot be read */
export async function digestOf(path: string): Promise<Copied> {
  const source = await open(path, 'r');
  try {
    return await pour(source, async () => undefined);
  } finally {
    await source.close();
  }
}

async function pour(source: FileHandle, take: (chunk: Buffer) => Promise<unknown>): Promise<Copied> {
  const { size } = await source.stat();
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(Math.max(1, Math.min(size, chunkBytes)));
  let bytes = 0;
  while (bytes < size) {
    const { bytesRead } = await source.read(buffer, 0, Math.min(buffer.length, size - bytes), bytes);
    if (bytesRead === 0) break;
    const chunk = buffer.subarray(0, bytesRead);
    hash.update(chunk);
    await take(chunk);
    bytes += bytesRead;
  }
  return { bytes, sha256: hash.digest('hex') };
}

async function openOrGone(path: string): Promise<FileHandle | undefined> {
  return open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
