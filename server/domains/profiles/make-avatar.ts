/**
 * Makes the picture that others see of the one that was sent: a square of 256 pixels, WebP, upright, first frame only, and
 * nothing of the original but its pixels: no place where it was taken, no thumbnail, no script behind the last byte.
 * Decision 0012 says what is refused and why.
 */
import sharp from 'sharp';
import { pictureRefused, picturesBusy } from './errors.ts';
import { pictureKind } from './rules/picture-kind.ts';

/** The decoders that strangers' files may reach; all others are off in this process. */
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
  ],
});

const edgePixels = 256;
/** A camera of today makes fewer; decoded this is 100 MB. */
const mostPixels = 25_000_000;
const mostBytes = 64 * 1024;
const longestSeconds = 10;
/** Tried in turn until the result fits; only noise needs the last. */
const qualities = [82, 60, 30] as const;
const mostWaiting = 20;

let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * One after the other, because a picture may take 100 MB while it is decoded.
 * @returns WebP of at most 64 KiB
 * @throws PICTURE_REFUSED for anything but a whole JPEG, PNG, WebP or GIF of at most 25 megapixels; OVERLOADED where
 * twenty others wait
 */
export function makeAvatar(sent: Buffer): Promise<Buffer> {
  if (pictureKind(sent) === null) return Promise.reject(pictureRefused());
  if (waiting >= mostWaiting) return Promise.reject(picturesBusy());
  waiting += 1;
  const made = last.then(() => make(sent));
  last = made.then(leave, leave);
  return made;
}

function leave(): void {
  waiting -= 1;
}

async function make(sent: Buffer): Promise<Buffer> {
  try {
    const { data, info } = await sharp(sent, { failOn: 'warning', limitInputPixels: mostPixels })
      .timeout({ seconds: longestSeconds })
      .autoOrient()
      .resize(edgePixels, edgePixels, { fit: 'cover', position: 'centre' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    for (const quality of qualities) {
      const square = sharp(data, { raw: { width, height, channels } });
      const picture = await square.webp({ quality, alphaQuality: quality, effort: 4 }).toBuffer();
      if (picture.length <= mostBytes) return picture;
    }
  } catch {
    throw pictureRefused();
  }
  throw pictureRefused();
}
