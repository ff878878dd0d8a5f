/** What goes on the wire, byte by byte: RTP, VP8 payloads, sender reports. */
import t from 'tap';
import { writeSenderReport } from '../../sfu-workers/clip/rtcp-sr.ts';
import { createRtpStream } from '../../sfu-workers/clip/rtp.ts';
import { DESCRIPTOR_BYTES, splitFrame, vp8Descriptor } from '../../sfu-workers/clip/vp8-payload.ts';

t.test('an RTP packet', async (t) => {
  const stream = createRtpStream(0xdecafbad, 101, 65_535);
  const first = stream.write([Buffer.from([1, 2]), Buffer.from([3])], 2 ** 32 + 5, true);
  t.equal(
    first.toString('hex'),
    '80e5ffff00000005decafbad010203',
    'carries version, marker, type, sequence, time, source and payload',
  );
  const second = stream.write([Buffer.from([4])], -1, false);
  t.equal(second.toString('hex'), '80650000ffffffffdecafbad04', 'is followed by sequence number 0 after 65535');
  t.match(stream, { packets: 2, octets: 4 }, 'is counted by its payload alone');
});

t.test('a frame cut into payloads', async (t) => {
  for (const length of [1, 1195, 1196, 1197, 2392, 2393, 38_962]) {
    const frame = Buffer.from(Array.from({ length }, (_, i) => i & 255));
    const pieces = splitFrame(frame);
    t.ok(Buffer.concat(pieces.map(({ data }) => data)).equals(frame), `${length} bytes come together again`);
    t.ok(
      pieces.every(({ data }) => data.length > 0 && data.length + DESCRIPTOR_BYTES <= 1200),
      'none is over 1200 bytes',
    );
    t.same(
      pieces.map(({ start }) => start),
      pieces.map((_, i) => i === 0),
      'only the first starts the frame',
    );
    t.same(
      pieces.map(({ end }) => end),
      pieces.map((_, i) => i === pieces.length - 1),
      'only the last ends it',
    );
  }
  t.throws(() => splitFrame(Buffer.alloc(0)), RangeError, 'an empty frame cannot be sent');
});

t.test('a VP8 descriptor', async (t) => {
  t.equal(vp8Descriptor(0x1234, true).toString('hex'), '90809234', 'has X and S, then I, then 15 bits of picture id');
  t.equal(
    vp8Descriptor(32_768 + 7, false).toString('hex'),
    '80808007',
    'has no S within the frame; the picture id wraps',
  );
});

t.test('a sender report', async (t) => {
  const report = { ssrc: 7, wallMs: 1500, rtpTimestamp: 2 ** 32 + 9, packets: 3, octets: 400, cname: 'demo' };
  const compound = writeSenderReport(report);
  t.equal(compound.subarray(0, 8).toString('hex'), '80c8000600000007', 'is an SR of seven words');
  t.equal(compound.readUInt32BE(8), 2_208_988_801, 'counts seconds since 1900');
  t.equal(compound.readUInt32BE(12), 2 ** 31, 'and half a second as half of 2^32');
  t.same(
    [16, 20, 24].map((at) => compound.readUInt32BE(at)),
    [9, 3, 400],
    'names the RTP time, packets and bytes',
  );
  const description = compound.subarray(28);
  t.equal(
    description.toString('hex'),
    `81ca0003000000070104${Buffer.from('demo').toString('hex')}0000`,
    'names the performer',
  );
  for (const cname of ['a', 'ab', 'abc', 'abcd', 'x'.repeat(255)]) {
    const chunk = writeSenderReport({ ...report, cname }).subarray(28);
    t.equal(chunk.length, (chunk.readUInt16BE(2) + 1) * 4, `a name of ${cname.length} is padded to whole words`);
    t.equal(chunk.at(-1), 0, 'and ended by a zero');
  }
  t.throws(() => writeSenderReport({ ...report, cname: '' }), RangeError, 'a performer has a name');
});
