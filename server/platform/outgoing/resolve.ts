/**
 * From a name to addresses that may be connected to. Asked anew for every request: what a name meant a moment ago says nothing.
 */
import type { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isOwnAddress, isPublicAddress } from './public-address.ts';
import { isOwnHost } from './target.ts';

export interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Where a name leads: to these and no others, to what must not be asked, or nowhere that we could find. */
export type Resolved = { readonly addresses: readonly Address[] } | { readonly problem: 'forbidden' | 'unknown' };

/** Asks the name server itself, not the machine's table of names, and waits in no queue that others stand in. */
export type NameServer = Pick<Resolver, 'resolve4' | 'resolve6'>;

/**
 * One address that is not public spoils all of them: a name that leads both outside and inside is meant to be tried until it
 * leads inside. @param allowOwn whether this machine's own addresses count as public
 */
export async function resolveOutside(server: NameServer, host: string, allowOwn: boolean): Promise<Resolved> {
  const addresses = await addressesOf(server, host, allowOwn);
  if (addresses.length === 0) return { problem: 'unknown' };
  const may = ({ address }: Address): boolean => isPublicAddress(address) || (allowOwn && isOwnAddress(address));
  return addresses.every(may) ? { addresses } : { problem: 'forbidden' };
}

async function addressesOf(server: NameServer, host: string, allowOwn: boolean): Promise<Address[]> {
  const literal = isIP(host);
  if (literal === 4 || literal === 6) return [{ address: host, family: literal }];
  if (allowOwn && isOwnHost(host)) return [{ address: '127.0.0.1', family: 4 }];
  const [four, six] = await Promise.allSettled([server.resolve4(host), server.resolve6(host)]);
  return [...found(four, 4), ...found(six, 6)];
}

function found(answer: PromiseSettledResult<string[]>, family: 4 | 6): Address[] {
  return answer.status === 'fulfilled' ? answer.value.map((address) => ({ address, family })) : [];
}
