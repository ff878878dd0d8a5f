/**
 * The configuration of coturn, made of what differs between deployments. The example for production (`turnserver.conf`), what
 * `npm run turn` starts and what the tests attack are made here, so that what is tested is what ships.
 */
import { BlockList, isIP, isIPv4 } from 'node:net';
import { deniedRanges, edgesOf } from './denied-ranges.ts';

export interface TurnPlace {
  /** Where people reach it. */
  readonly listenIps: readonly string[];
  /** Where what is relayed leaves from; absent: the address people reach. */
  readonly relayIps?: readonly string[];
  /** The address that peers see, where this machine has another one (NAT of a cloud). */
  readonly publicIp?: string;
  readonly port: number;
  readonly relayPorts: { readonly first: number; readonly last: number };
  /** Certificate and key for TLS; null: none is offered. */
  readonly tls: { readonly port: number; readonly certificate: string; readonly key: string } | null;
  readonly realm: string;
  /** TURN_SECRET. */
  readonly secret: string;
  /** MEDIA_ANNOUNCED_IP of every media node: the only peers there are. */
  readonly mediaIps: readonly string[];
  readonly quota?: Partial<TurnQuota>;
  /** Folder of its own, for what it writes. */
  readonly folder: string;
  /** User it becomes once its ports are open; absent: it stays who starts it. */
  readonly user?: string;
}

export interface TurnQuota {
  /** Allocations at once for one session; a browser makes one for each address of its machine and each TURN URL. */
  readonly perPerson: number;
  readonly total: number;
  /** Bytes a second of one allocation, each way. */
  readonly bytesPerSecond: number;
}

/** Three layers of camera, a screen and sound come to about 5 Mbit/s. */
const usualQuota: TurnQuota = { perPerson: 24, total: 4_000, bytesPerSecond: 1_000_000 };

const everything = ['0.0.0.0-255.255.255.255', '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'];

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/**
 * The text of `turnserver.conf`. It holds the secret: to be written with mode 0600, and never put on a command line.
 * @throws RangeError where it would relay to loopback for others than this machine, or a value is not what it should be
 */
export function turnConfiguration(place: TurnPlace): string {
  judge(place);
  const { realm, secret, folder, user } = place;
  return lines([
    [
      '# Who may use it: whoever Busker gave a name and a password, for minutes (TURN REST API). TURN_SECRET is the secret.',
    ],
    ['use-auth-secret', `static-auth-secret=${secret}`, `realm=${realm}`],
    ['fingerprint', 'stale-nonce=600', 'max-allocate-lifetime=600'],
    ['', '# Where it listens, and where what is relayed leaves from.'],
    addresses(place),
    ['', '# TLS 1.2 or later. DTLS to a TURN server is spoken by no browser.'],
    transports(place),
    [
      '',
      '# To whom it relays: to the media nodes and to nobody else. No server behind it, no other listener of this machine.',
    ],
    place.mediaIps.map((ip) => `allowed-peer-ip=${ip}`),
    everything.map((range) => `denied-peer-ip=${range}`),
    ['# All of these are in the lines above. They stand for themselves, should somebody loosen those.'],
    deniedRanges.flatMap(({ range, what }) => [`# ${range}: ${what}`, `denied-peer-ip=${rangeText(range)}`]),
    ['no-multicast-peers', 'no-tcp-relay', ...(relaysToItself(place) ? ['allow-loopback-peers'] : [])],
    ['', '# How much.'],
    quotas(place),
    [
      '',
      '# Nothing but this: no console, no database of other secrets and peers, no old STUN, no version told to strangers.',
    ],
    ['no-cli', 'no-dynamic-ip-list', 'no-dynamic-realms', `userdb=${databaseFile(folder)}`],
    ['no-rfc5780', 'no-stun-backward-compatibility', 'response-origin-only-with-rfc5780', 'no-software-attribute'],
    ['', '# What it writes.'],
    ['log-file=stdout', 'simple-log', 'new-log-timestamp', `pidfile=${folder}/turnserver.pid`],
    user === undefined ? [] : [`proc-user=${user}`, `proc-group=${user}`],
  ]);
}

/** Its database, in which there is nothing. */
export function databaseFile(folder: string): string {
  return `${folder}/turndb`;
}

function lines(parts: readonly (readonly string[])[]): string {
  return `${parts.flat().join('\n')}\n`;
}

function addresses({ listenIps, relayIps = listenIps, publicIp, port, relayPorts }: TurnPlace): string[] {
  return [
    ...listenIps.map((ip) => `listening-ip=${ip}`),
    ...relayIps.map((ip) => `relay-ip=${ip}`),
    ...(publicIp === undefined ? [] : [`external-ip=${publicIp}`]),
    `listening-port=${port}`,
    `min-port=${relayPorts.first}`,
    `max-port=${relayPorts.last}`,
  ];
}

function transports({ tls }: TurnPlace): string[] {
  if (tls === null) return ['no-tls', 'no-dtls'];
  return [
    `tls-listening-port=${tls.port}`,
    `cert=${tls.certificate}`,
    `pkey=${tls.key}`,
    ...['no-tlsv1', 'no-tlsv1_1', 'no-dtls', 'cipher-list=ECDHE+AESGCM:ECDHE+CHACHA20'],
  ];
}

function quotas({ quota }: TurnPlace): string[] {
  const { perPerson, total, bytesPerSecond } = { ...usualQuota, ...quota };
  return [`user-quota=${perPerson}`, `total-quota=${total}`, `max-bps=${bytesPerSecond}`];
}

function rangeText(range: string): string {
  const { first, last } = edgesOf(range);
  return first === last ? first : `${first}-${last}`;
}

/** For a Busker whose media node listens on loopback: a machine that talks to itself. */
function relaysToItself({ mediaIps }: TurnPlace): boolean {
  return mediaIps.some(isLoopback);
}

function isLoopback(ip: string): boolean {
  return loopback.check(ip, isIPv4(ip) ? 'ipv4' : 'ipv6');
}

function judge(place: TurnPlace): void {
  const { listenIps, relayIps = [], mediaIps, secret, realm, folder } = place;
  const stranger = [...listenIps, ...relayIps, ...mediaIps].find((ip) => isIP(ip) === 0);
  if (stranger !== undefined) throw new RangeError(`${stranger} is no address of a network`);
  if (listenIps.length === 0 || mediaIps.length === 0)
    throw new RangeError('A TURN server listens somewhere and relays to somebody');
  if (relaysToItself(place) && !listenIps.every(isLoopback))
    throw new RangeError('A TURN server that others reach does not relay to loopback');
  // Each is one line of the file: what holds a line break would be a line of its own.
  const broken = [secret, realm, folder].some((value) => !/^[\x21-\x7e]+$/.test(value));
  if (broken) throw new RangeError('Secret, realm and folder are visible characters without blanks');
}
