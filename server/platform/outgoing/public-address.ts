/**
 * Which addresses are on the public internet. Whatever is not known to be public is not: of IPv6 only global unicast space counts,
 * so an IPv4 address in any wrapping (mapped, translated, 6to4, Teredo) is refused whatever is in it. Pure.
 */
import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** IANA's special-purpose registry for IPv4 (RFC 6890 and what was added since), multicast and reserved space. */
const special4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24', '192.168.0.0/16', '192.175.48.0/24'],
  ...['198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
];
/** All that is given out to anybody (RFC 4291); loopback, link-local, unique local, multicast, NAT64 and mapped lie outside. */
const unicast6 = ['2000::/3'];
/** What of it is special: protocol assignments with Teredo, documentation, 6to4, AS112, documentation again. */
const special6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'];

const special = listOf(special4, 'ipv4');
const unicast = listOf(unicast6, 'ipv6');
const exempt = listOf(special6, 'ipv6');
const loopback = listOf(['127.0.0.0/8'], 'ipv4');

/** @param address as a resolver or a socket gives it; what is no address is not public */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !special.check(address, 'ipv4');
  // A zone names a cable of this machine.
  if (!isIPv6(address) || address.includes('%')) return false;
  return unicast.check(address, 'ipv6') && !exempt.check(address, 'ipv6');
}

/** Whether an address is this machine's own. */
export function isOwnAddress(address: string): boolean {
  return address === '::1' || (isIPv4(address) && loopback.check(address, 'ipv4'));
}

function listOf(subnets: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net = '', prefix = ''] = subnet.split('/');
    list.addSubnet(net, Number(prefix), family);
  }
  return list;
}
