/** Reads VP8 from an IVF file. Owns the container and the frame tag; what a frame shows is the decoder's affair. */

export interface VideoFrame {
  readonly data: Buffer;
  readonly keyFrame: boolean;
}

/** Frames at a constant rate: `rate / scale` a second. */
export interface IvfVideo {
  readonly width: number;
  readonly height: number;
  readonly rate: number;
  readonly scale: number;
  readonly frames: readonly VideoFrame[];
}

/** The file is not what it says, with the place. */
export class IvfError extends Error {
  override name = 'IvfError';
}

/** @throws IvfError where the file is no VP8 IVF, is cut short, skips a time stamp or does not begin with a key frame. */
export function parseIvf(file: Buffer): IvfVideo {
  if (file.length < 32 || file.toString('latin1', 0, 4) !== 'DKIF')
    throw new IvfError('no IVF file: it does not begin with DKIF');
  const codec = file.toString('latin1', 8, 12);
  if (codec !== 'VP80') throw new IvfError(`the codec is "${codec}", only VP80 is played`);
  const [rate, scale] = [file.readUInt32LE(16), file.readUInt32LE(20)];
  if (rate === 0 || scale === 0) throw new IvfError('the frame rate is zero');
  const frames = readFrames(file, file.readUInt16LE(6));
  if (frames[0]?.keyFrame !== true) throw new IvfError('the first frame is no key frame');
  return { width: file.readUInt16LE(12), height: file.readUInt16LE(14), rate, scale, frames };
}

function readFrames(file: Buffer, headerLength: number): VideoFrame[] {
  if (headerLength < 32) throw new IvfError(`the header says that it is ${headerLength} bytes long`);
  const frames: VideoFrame[] = [];
  let at = headerLength;
  while (at < file.length) {
    if (at + 12 > file.length) throw new IvfError(`frame ${frames.length} is cut short in its header`);
    const length = file.readUInt32LE(at);
    if (length === 0) throw new IvfError(`frame ${frames.length} is empty`);
    if (at + 12 + length > file.length) throw new IvfError(`frame ${frames.length} is cut short`);
    if (file.readBigUInt64LE(at + 4) !== BigInt(frames.length))
      throw new IvfError(`frame ${frames.length} has another time stamp`);
    const data = file.subarray(at + 12, at + 12 + length);
    frames.push({ data, keyFrame: isKeyFrame(data) });
    at += 12 + length;
  }
  return frames;
}

/** RFC 6386, 9.1: the lowest bit of the first byte is 0 in a key frame. */
function isKeyFrame(data: Buffer): boolean {
  return ((data[0] ?? 1) & 1) === 0;
}
