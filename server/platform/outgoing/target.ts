/**
 * Whether an address that somebody typed may be asked at all, as far as it says so itself. Where its name leads is judged when it is
 * resolved, each time anew. Pure.
 */
import { isIP } from 'node:net';
import { isOwnAddress, isPublicAddress } from './public-address.ts';

/** Names that never lead to the public internet (RFC 6761, 6762, 7686, 8375, 9476), and those of home and company networks. */
const privateNames = /(^|\.)(localhost|local|internal|intranet|private|corp|home|lan|arpa|onion|alt|test|invalid)$/;
/** Below lie mail, databases of old and whatever else is not the web. */
const firstFreePort = 1_024;

/** What a URL names: a host without brackets and without the dot of the root at its end. */
export function hostOf({ hostname }: URL): string {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return bare.endsWith('.') ? bare.slice(0, -1) : bare;
}

/** Whether a host says of itself that it is this machine. */
export function isOwnHost(host: string): boolean {
  return host === 'localhost' || isOwnAddress(host);
}

/**
 * Why this cannot be asked, in words for whoever typed it; null: it may be. Numbers that mean an address (`0x7f.1`, `2130706433`)
 * are one to the URL standard, and are judged as such.
 * @param allowOwn whether this machine itself may be asked, over http too, at any port
 */
export function targetProblem(text: string, allowOwn: boolean): string | null {
  if (!URL.canParse(text)) return 'This is not a whole address: it begins with https://.';
  const url = new URL(text);
  const host = hostOf(url);
  const own = isOwnHost(host);
  if (url.username !== '' || url.password !== '') return 'An address with a name or a password in it is not taken.';
  if (own && allowOwn) return /^https?:$/.test(url.protocol) ? null : 'Only http and https are spoken.';
  if (url.protocol !== 'https:') return 'It has to begin with https://, so that nobody reads along.';
  if (url.port !== '' && Number(url.port) < firstFreePort) return 'Of the ports below 1024 only 443 is used.';
  if (own || (isIP(host) !== 0 && !isPublicAddress(host))) return 'It is not on the public internet.';
  if (isIP(host) === 0 && (!host.includes('.') || privateNames.test(host))) return 'It is not on the public internet.';
  return null;
}
