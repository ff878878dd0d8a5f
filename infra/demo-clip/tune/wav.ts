/** Writes a mix as a WAV file of 32-bit floats, so that nothing is rounded or clipped before the encoder hears it. */
import { SAMPLE_RATE, type Stereo } from './mix.ts';

/** The mix played `rounds` times with `gain`, first turned by `aheadSamples` to make up for an encoder's delay. */
export function wavFile({ left, right }: Stereo, rounds: number, gain: number, aheadSamples = 0): Buffer {
  const length = left.length;
  const dataBytes = length * rounds * 8;
  const file = Buffer.alloc(44 + dataBytes);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(36 + dataBytes, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(3, 20);
  file.writeUInt16LE(2, 22);
  file.writeUInt32LE(SAMPLE_RATE, 24);
  file.writeUInt32LE(SAMPLE_RATE * 8, 28);
  file.writeUInt16LE(8, 32);
  file.writeUInt16LE(32, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(dataBytes, 40);
  for (let i = 0; i < length * rounds; i += 1) {
    const from = (i + aheadSamples) % length;
    file.writeFloatLE((left[from] ?? 0) * gain, 44 + i * 8);
    file.writeFloatLE((right[from] ?? 0) * gain, 48 + i * 8);
  }
  return file;
}
