/** The demo clip's two files keep what the player relies on, and files that are not whole are refused in words. */
import { readFileSync } from 'node:fs';
import t from 'tap';
import { parseIvf } from '../../sfu-workers/clip/ivf.ts';
import { loadDemoClip, pairClip } from '../../sfu-workers/clip/load-clip.ts';
import { parseOggOpus } from '../../sfu-workers/clip/ogg-opus.ts';
import { oggChecksum } from '../../sfu-workers/clip/ogg-page.ts';

const MEDIA = new URL('../../sfu-workers/clip/media/', import.meta.url);
const ivf = readFileSync(new URL('demo.ivf', MEDIA));
const ogg = readFileSync(new URL('demo.ogg', MEDIA));

/** A copy of `file` with some bytes changed. */
function edited(file: Buffer, edit: (copy: Buffer) => void): Buffer {
  const copy = Buffer.from(file);
  edit(copy);
  return copy;
}

/** The Ogg file with its first page changed and its checksum made right again. */
function withFirstPage(edit: (page: Buffer) => void): Buffer {
  return edited(ogg, (copy) => {
    const page = copy.subarray(0, copy.indexOf('OggS', 4));
    edit(page);
    page.writeUInt32LE(oggChecksum(page), 22);
  });
}

t.test('the clip in the repository', async (t) => {
  const { video, audio } = await loadDemoClip();
  t.match(video, { width: 640, height: 360, rate: 30, scale: 1 }, 'the picture is 640×360 at 30 frames a second');
  t.equal(video.frames.length, 1200, 'it lasts ten loops of four seconds');
  const cadence = video.frames.flatMap(({ keyFrame }, index) => (keyFrame ? [index] : []));
  t.same(
    cadence,
    Array.from({ length: 80 }, (_, index) => index * 15),
    'every 15th frame is a key frame, and no other',
  );
  t.ok(
    video.frames.every(({ data }) => ((data[0] ?? 0) & 0x10) !== 0),
    'no frame is hidden, as alternative references are',
  );
  t.match(audio, { channels: 2, samples: 40 * 48_000 }, 'the sound is stereo and lasts exactly as long');
  t.ok(
    audio.packets.every(({ samples }) => samples === 960),
    'every packet of sound lasts 20 ms',
  );
  t.ok(ivf.length + ogg.length <= 4 * 1024 * 1024, 'both together are at most 4 MB');
});

t.test('picture files that are refused', async (t) => {
  const refusals: [string, Buffer, RegExp][] = [
    ['an empty file', Buffer.alloc(0), /does not begin with DKIF/],
    ['sound', ogg, /does not begin with DKIF/],
    ['another codec', edited(ivf, (copy) => copy.write('VP90', 8)), /codec is "VP90"/],
    ['no frame rate', edited(ivf, (copy) => copy.writeUInt32LE(0, 16)), /frame rate is zero/],
    ['a header without room', edited(ivf, (copy) => copy.writeUInt16LE(8, 6)), /header says that it is 8 bytes/],
    ['no frames', ivf.subarray(0, 32), /first frame is no key frame/],
    ['an end within a frame', ivf.subarray(0, -1), /frame 1199 is cut short/],
    ['an end within a header', ivf.subarray(0, 40), /frame 0 is cut short in its header/],
    ['an impossible length', edited(ivf, (copy) => copy.writeUInt32LE(0xffffffff, 32)), /frame 0 is cut short/],
    ['an empty frame', edited(ivf, (copy) => copy.writeUInt32LE(0, 32)), /frame 0 is empty/],
    ['a lost frame', edited(ivf, (copy) => copy.writeBigUInt64LE(1n, 36)), /frame 0 has another time stamp/],
    ['a delta frame first', edited(ivf, (copy) => copy.writeUInt8(1, 44)), /first frame is no key frame/],
  ];
  for (const [what, file, why] of refusals) {
    t.throws(() => parseIvf(file), why, `${what} is named`);
    t.throws(() => parseIvf(file), { name: 'IvfError' }, `${what} is refused as a file, not as a bug`);
  }
});

t.test('sound files that are refused', async (t) => {
  const secondPage = ogg.indexOf('OggS', 4);
  const thirdPage = ogg.indexOf('OggS', secondPage + 4);
  const refusals: [string, Buffer, RegExp][] = [
    ['an empty file', Buffer.alloc(0), /not Opus/],
    ['a picture', ivf, /no Ogg page at byte 0/],
    ['an end within a page', ogg.subarray(0, -1), /is cut short/],
    ['an end within a header', ogg.subarray(0, secondPage + 10), /page 1 is cut short/],
    ['a flipped bit', edited(ogg, (copy) => copy.writeUInt8((copy[9000] ?? 0) ^ 1, 9000)), /fails its checksum/],
    ['a lost page', Buffer.concat([ogg.subarray(0, secondPage), ogg.subarray(thirdPage)]), /page 1 is missing/],
    ['a lost end', ogg.subarray(0, ogg.lastIndexOf('OggS')), /does not end/],
    ['another codec', withFirstPage((page) => page.write('Vorbis', 28)), /not Opus/],
    ['six channels', withFirstPage((page) => page.writeUInt8(6, 28 + 9)), /Opus of 6 channels/],
    ['a second stream', Buffer.concat([ogg, withFirstPage((page) => page.writeUInt32LE(1, 14))]), /second stream/],
  ];
  for (const [what, file, why] of refusals) {
    t.throws(() => parseOggOpus(file), why, `${what} is named`);
    t.throws(() => parseOggOpus(file), { name: 'OggError' }, `${what} is refused as a file, not as a bug`);
  }
});

t.test('picture and sound of different length', async (t) => {
  const { video, audio } = await loadDemoClip();
  const shorter = { ...video, frames: video.frames.slice(0, -1) };
  t.throws(() => pairClip(shorter, audio), /the picture lasts 39\.96.* s, the sound 40 s/, 'are not played together');
});
