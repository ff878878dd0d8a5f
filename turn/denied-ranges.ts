/**
 * Where a TURN server of ours never relays to: every range that is somebody's inside, the machine itself, or nobody's. The list
 * is kept beside the rule that denies everything (`configuration.ts`), for the day on which somebody loosens that one.
 */

/** An address range as RFC 4632 and RFC 4291 write it. */
export interface DeniedRange {
  readonly range: string;
  readonly what: string;
}

/** The special-purpose registries of RFC 6890, and what embeds an IPv4 address in an IPv6 one. */
export const deniedRanges: readonly DeniedRange[] = [
  { range: '0.0.0.0/8', what: 'this network' },
  { range: '10.0.0.0/8', what: 'private' },
  { range: '100.64.0.0/10', what: 'shared by carriers' },
  { range: '127.0.0.0/8', what: 'loopback' },
  { range: '169.254.0.0/16', what: 'link-local, where clouds keep their metadata' },
  { range: '172.16.0.0/12', what: 'private' },
  { range: '192.0.0.0/24', what: 'protocol assignments' },
  { range: '192.0.2.0/24', what: 'documentation' },
  { range: '192.88.99.0/24', what: '6to4 relays' },
  { range: '192.168.0.0/16', what: 'private' },
  { range: '198.18.0.0/15', what: 'benchmarks' },
  { range: '198.51.100.0/24', what: 'documentation' },
  { range: '203.0.113.0/24', what: 'documentation' },
  { range: '224.0.0.0/4', what: 'multicast' },
  { range: '240.0.0.0/4', what: 'reserved, and broadcast' },
  { range: '::1/128', what: 'loopback' },
  { range: '::ffff:0:0/96', what: 'IPv4 in disguise' },
  { range: '64:ff9b::/96', what: 'IPv4 behind NAT64' },
  { range: 'fc00::/7', what: 'private' },
  { range: 'fe80::/10', what: 'link-local' },
  { range: 'ff00::/8', what: 'multicast' },
];

/** First and last address of a range, as coturn wants them. @throws RangeError where it is none */
export function edgesOf(range: string): { readonly first: string; readonly last: string } {
  const [address = '', length = ''] = range.split('/');
  const bytes = address.includes(':') ? bytesOfIpv6(address) : address.split('.').map(Number);
  const bits = Number(length);
  const sound = bytes.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255);
  if (!sound || !/^\d+$/.test(length) || bits > bytes.length * 8) throw new RangeError(`${range} is no address range`);
  const kept = (index: number): number => 256 - 2 ** (8 - Math.min(8, Math.max(0, bits - index * 8)));
  const first = bytes.map((byte, index) => byte & kept(index));
  const last = bytes.map((byte, index) => (byte & kept(index)) | (255 - kept(index)));
  return { first: textOf(first), last: textOf(last) };
}

function bytesOfIpv6(address: string): number[] {
  const [head = '', tail = ''] = address.split('::');
  const words = (part: string): number[] =>
    part.split(':').flatMap((word) => (word === '' ? [] : [Number.parseInt(word, 16)]));
  const [front, back] = [words(head), words(tail)];
  const zeros = Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => 0);
  return [...front, ...zeros, ...back].flatMap((word) => [word >> 8, word & 255]);
}

function textOf(bytes: readonly number[]): string {
  if (bytes.length === 4) return bytes.join('.');
  const word = (at: number): string => (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)).toString(16);
  return Array.from({ length: 8 }, (_, index) => word(index * 2)).join(':');
}
