/** Pictures that strangers send: whole ones are made anew without what they carried, everything else is refused. */
import { createHash, randomBytes } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import t from 'tap';
import { call, castMember, codeOf, openPeopleStage } from './people-stage.ts';

/** Before our own code turns the decoders off: what a camera, a painting program and a bad person would send. */
const raw = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp(randomBytes(width * height * channels), { raw: { width, height, channels } });
const gps = { IFD0: { Copyright: 'Somebody' }, IFD3: { GPSLatitude: '52/1 31/1 0/1', GPSLatitudeRef: 'N' } };
const photo = await raw(1200, 900).withExif(gps).jpeg().toBuffer();
const [png, gif, webp] = await Promise.all([
  raw(300, 200, 4).png().toBuffer(),
  raw(90, 90).gif().toBuffer(),
  raw(90, 90).webp().toBuffer(),
]);
const [tiff, avif] = await Promise.all([raw(60, 60).tiff().toBuffer(), raw(60, 60).avif().toBuffer()]);
/** Red above, blue below; a camera that was held on its side says so. */
const halves = Buffer.concat([
  Buffer.alloc(64 * 32 * 3, '\xff\0\0', 'latin1'),
  Buffer.alloc(64 * 32 * 3, '\0\0\xff', 'latin1'),
]);
const turned = await sharp(halves, { raw: { width: 64, height: 64, channels: 3 } })
  .withMetadata({ orientation: 6 })
  .jpeg({ quality: 100 })
  .toBuffer();

const stage = await openPeopleStage(t);
const { profiles, postgres } = stage;
const vic = castMember('viewer');
const put = (file: Buffer, caller = vic) => profiles.setAvatar(call({ file, caller }));
const get = (id = vic.userId) => profiles.getAvatar(call({ params: { id } }));
const picture = async () => (await get()).bytes as Uint8Array;

/** A real PNG, whole and right, that is as large as it says. */
function emptyPng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 6], 8);
  const rows = deflateSync(Buffer.alloc(height * (width * 4 + 1)), { level: 9 });
  const start = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([start, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

t.test('A picture becomes a square of 256 pixels, WebP, and is served under its own sum', async (t) => {
  for (const [name, file] of Object.entries({ photo, png, gif, webp })) {
    const { profile } = await put(file);
    const { type, etag } = await get();
    const bytes = await picture();
    const made = await sharp(Buffer.from(bytes)).metadata();
    t.match({ type, made }, { type: 'image/webp', made: { format: 'webp', width: 256, height: 256 } }, name);
    t.equal(etag, createHash('sha256').update(bytes).digest('hex'));
    t.ok(bytes.length <= 64 * 1024, `${bytes.length} bytes`);
    t.equal(
      profile.avatarUrl,
      `/api/people/${vic.userId}/avatar?v=${etag?.slice(0, 8)}`,
      'its address changes with it',
    );
  }
});

t.test('Where it was taken is not in it', async (t) => {
  t.ok(photo.includes('Exif'), 'the photo had it');
  await put(photo);
  const bytes = Buffer.from(await picture());
  const { exif, icc, xmp, iptc } = await sharp(bytes).metadata();
  t.same({ exif, icc, xmp, iptc }, { exif: undefined, icc: undefined, xmp: undefined, iptc: undefined });
  for (const trace of ['Exif', 'GPS', 'Somebody', 'ICCP', 'XMP']) t.notOk(bytes.includes(trace), trace);
});

t.test('It stands upright', async (t) => {
  await put(turned);
  const { data } = await sharp(Buffer.from(await picture()))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [...data.subarray((y * 256 + x) * 3, (y * 256 + x) * 3 + 3)];
  const [left = [], right = []] = [at(20, 128), at(236, 128)];
  t.ok((left[2] ?? 0) > 150 && (left[0] ?? 255) < 100, `blue on the left: ${left}`);
  t.ok((right[0] ?? 0) > 150 && (right[2] ?? 255) < 100, `red on the right: ${right}`);
});

t.test('A script behind a picture is left behind', async (t) => {
  await put(Buffer.concat([gif, Buffer.from('/*<script>alert(document.domain)</script>*/=1;')]));
  const bytes = Buffer.from(await picture());
  t.notOk(bytes.includes('script'));
  t.equal(bytes.subarray(0, 4).toString(), 'RIFF');
});

t.test('What is refused, and leaves the picture before as it was', async (t) => {
  await put(photo);
  const { etag } = await get();
  const bomb = emptyPng(12_000, 6_000);
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
  const refused = {
    'a PNG of 72 megapixels in 280 KB': bomb,
    'one that says it is larger still': Buffer.concat([
      png.subarray(0, 16),
      Buffer.from('7fffffff7fffffff', 'hex'),
      png.subarray(24),
    ]),
    'half a JPEG': photo.subarray(0, photo.length / 2),
    'a JPEG without its last bytes': photo.subarray(0, photo.length - 2_000),
    'half a PNG': png.subarray(0, png.length / 2),
    'half a GIF': gif.subarray(0, gif.length / 2),
    'half a WebP': webp.subarray(0, webp.length / 2),
    'the beginning of a JPEG': photo.subarray(0, 20),
    'an SVG with a script': Buffer.from(svg),
    'an SVG behind a declaration': Buffer.from(`<?xml version="1.0"?>${svg}`),
    'an SVG behind the first bytes of a GIF': Buffer.from(`GIF89a${svg}`),
    'a PDF': Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>'),
    'a web page': Buffer.from('<!doctype html><script>alert(1)</script>'),
    ...{ 'a TIFF': tiff, 'an AVIF': avif, nothing: Buffer.alloc(0), noise: randomBytes(4_000) },
  };
  t.ok(bomb.length < 300_000, `the bomb is ${bomb.length} bytes small`);
  for (const [what, file] of Object.entries(refused)) t.equal(await codeOf(put(file)), 'PICTURE_REFUSED', what);
  t.equal((await get()).etag, etag);
});

t.test(
  'Twenty-five megapixels are taken; many at once wait for each other, and beyond twenty are asked to wait',
  async (t) => {
    t.equal(await codeOf(put(emptyPng(5_000, 5_000))), 'no refusal');
    const outcomes = await Promise.all(Array.from({ length: 30 }, () => codeOf(put(gif))));
    t.equal(outcomes.filter((one) => one === 'OVERLOADED').length, 10);
    t.equal(outcomes.filter((one) => one === 'no refusal').length, 20);
    t.equal(await codeOf(put(gif)), 'no refusal', 'and it goes on afterwards');
  },
);

t.test('No picture is NOT_FOUND: nobody’s, a removed one, that of somebody who is suspended', async (t) => {
  const nova = castMember('nova');
  t.equal(await codeOf(get(nova.userId)), 'NOT_FOUND');
  await put(gif, nova);
  t.equal(await codeOf(get(nova.userId)), 'no refusal');
  await postgres.query(`UPDATE account SET disabled_at = now(), disabled_reason = 'test' WHERE id = $1`, [nova.userId]);
  t.equal(await codeOf(get(nova.userId)), 'NOT_FOUND');
  t.match(await profiles.removeAvatar(call({ caller: vic })), { profile: { avatarUrl: null } });
  t.equal(await codeOf(get()), 'NOT_FOUND');
  await profiles.removeAvatar(call({ caller: vic }));
});

t.test('The table takes nothing that we did not make', async (t) => {
  const insert = (bytes: Buffer, etag = createHash('sha256').update(bytes).digest('hex')) =>
    postgres.query('INSERT INTO avatar (user_id, picture, etag) VALUES ($1, $2, $3)', [vic.userId, bytes, etag]);
  const whole = Buffer.concat([Buffer.from('RIFF0000WEBP'), Buffer.alloc(70_000)]);
  for (const [what, work] of Object.entries({
    'a GIF': () => insert(gif),
    'too many bytes': () => insert(whole),
    'another’s sum': () => insert(whole.subarray(0, 100), 'a'.repeat(64)),
  })) {
    await t.rejects(work(), { code: '23514' }, what);
  }
});
