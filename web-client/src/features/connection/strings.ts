/**
 * Everything the connection check says: plain words, one piece of advice each.
 */
import type { Outcome, Verdict, WayName } from './judge-ways.ts';

interface Words {
  readonly title: string;
  readonly words: string;
}

const verdicts: Readonly<Record<Verdict, Words>> = {
  trying: { title: 'Trying every way', words: 'This takes some seconds.' },
  straight: {
    title: 'Shows come straight to you',
    words:
      'Nothing is in their way. Where a picture stutters all the same, the network is busy: a lower quality helps.',
  },
  relayed: {
    title: 'Shows come to you through a relay',
    words: 'Your network lets nothing come straight. You can watch as others do; pictures are a little older.',
  },
  'over-tcp': {
    title: 'Shows come to you, but not the quick way',
    words:
      'Your network lets UDP through to nobody. Where the picture stutters, try another network, or ask whoever runs this one to let UDP out.',
  },
  'relayed-tcp': {
    title: 'Shows come to you through a relay, but not the quick way',
    words: 'Your network is a strict one. Where the picture stutters, try another network, a phone’s for example.',
  },
  nothing: {
    title: 'Pictures cannot get to you here',
    words:
      'Your network shuts every way for them. Switch off a VPN or a firewall if you use one, or try another network, a phone’s for example.',
  },
  site: {
    title: 'The live connection to the site is shut',
    words:
      'The page was loaded, but something between you and the site refuses WebSockets. Often it is a proxy, an add-on of the browser or a virus scanner: try without it.',
  },
  unknown: {
    title: 'It cannot be said just now',
    words: 'The site had nothing to try it with. Try again in a moment.',
  },
};

const ways: Readonly<Record<WayName, Words>> = {
  socket: { title: 'The site', words: 'Chat, tips, and who is here' },
  udp: { title: 'Straight, over UDP', words: 'The quickest way for pictures and sound' },
  tcp: { title: 'Straight, over TCP', words: 'Where UDP is shut' },
  'relay-udp': { title: 'Relay, over UDP', words: 'Where nothing comes straight' },
  'relay-tcp': { title: 'Relay, over TCP', words: 'Where UDP is shut as well' },
  'relay-tls': { title: 'Relay, over TLS', words: 'Looks like any secure page; the last way' },
};

const states: Readonly<Record<Outcome['state'], string>> = {
  trying: 'Trying',
  open: 'Open',
  shut: 'Shut',
  absent: 'Not on this site',
  unknown: 'Not tried',
};

export const strings = {
  title: 'Connection check',
  lead: 'Which ways lead from this device to a show. Nothing is recorded, and nothing of yours is sent.',
  again: 'Check again',
  copy: 'Copy for support',
  list: 'The ways',
  within: (rttMs: number) => `${rttMs} ms`,
  verdicts,
  ways,
  states,
  relayOnly: {
    label: 'Always go through the relay',
    words:
      'For networks that begin well and then cut the straight way. Holds on this device, from the next room on. Nobody but this site sees your address either way.',
  },
} as const;
