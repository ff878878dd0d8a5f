/**
 * Where somebody comes from, as one text each: for the log, for the records, and as the key by which limits count. An IPv4
 * address is counted by itself. Of IPv6 a household, and any single server, is given a /64 and can take 2^64 addresses
 * out of it, so it is the /64 that is counted.
 */
import { isIPv4, isIPv6 } from 'node:net';
import { refusal } from '#protocol/errors.ts';

/**
 * The one way an address is written: IPv4 as four numbers, also where it came wrapped in IPv6 (`::ffff:192.0.2.1`, or
 * through NAT64, RFC 6052); IPv6 in small letters and shortened (RFC 5952), without a zone. Ports and brackets are none.
 * @returns undefined where it is no address
 */
export function plainAddress(text: string): string | undefined {
  if (isIPv4(text)) return text;
  if (!isIPv6(text)) return undefined;
  const plain = shortened(text);
  return carriedIPv4(groupsOf(plain)) ?? plain;
}

/**
 * What an address is counted by: an IPv4 address, or the /64 of an IPv6 one.
 * @throws Refusal VALIDATION_FAILED where it is no address
 */
export function countedAs(address: string): string {
  const plain = requireAddress(address);
  if (isIPv4(plain)) return plain;
  const prefix = groupsOf(plain).slice(0, 4);
  return `${prefix.map((group) => group.toString(16)).join(':')}::/64`;
}

/** As `plainAddress`. @throws Refusal VALIDATION_FAILED where it is no address */
export function requireAddress(text: string): string {
  const plain = plainAddress(text);
  if (plain === undefined) throw refusal('VALIDATION_FAILED', 'The address this request comes from is none.');
  return plain;
}

/** Whether an address is this machine's own. */
export function isLoopback(address: string): boolean {
  const plain = plainAddress(address);
  return plain === '::1' || (plain !== undefined && isIPv4(plain) && plain.startsWith('127.'));
}

/** RFC 5952, which is how the URL standard writes addresses as well. The zone says by which cable, not who. */
function shortened(address: string): string {
  const [bare = ''] = address.split('%');
  return new URL(`http://[${bare}]`).hostname.slice(1, -1);
}

/** The eight groups of a shortened address. */
function groupsOf(address: string): number[] {
  const [left = [], right = []] = address.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const zeros = Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16));
}

/** What stands before an IPv4 address that was wrapped: ::ffff:0:0/96 and 64:ff9b::/96. */
const wrappings = ['0:0:0:0:0:ffff', '64:ff9b:0:0:0:0'];

function carriedIPv4(groups: readonly number[]): string | undefined {
  const wrapping = groups.slice(0, 6).map((group) => group.toString(16));
  if (!wrappings.includes(wrapping.join(':'))) return undefined;
  return groups
    .slice(6)
    .flatMap((group) => [group >> 8, group & 0xff])
    .join('.');
}
