/**
 * What the ways that are open and shut come to, for a person: can they watch, and what would help. Pure.
 */
import type { Tried } from './try-way.ts';

/** Every way that is tried, in the order they are shown. */
export const wayNames = ['socket', 'udp', 'tcp', 'relay-udp', 'relay-tcp', 'relay-tls'] as const;
export type WayName = (typeof wayNames)[number];

/** `absent`: the site has no such way; `unknown`: it could not be tried. */
export type Outcome = Tried | { readonly state: 'trying' | 'absent' | 'unknown'; readonly rttMs?: undefined };
export type Outcomes = Readonly<Record<WayName, Outcome>>;

/** `nothing`: pictures cannot get here; `site`: not even the site's live connection does. */
export type Verdict = 'trying' | 'straight' | 'over-tcp' | 'relayed' | 'relayed-tcp' | 'nothing' | 'site' | 'unknown';

/** The way a browser takes by itself is the first of these that is open. */
const preferred: readonly (readonly [WayName, Verdict])[] = [
  ['udp', 'straight'],
  ['relay-udp', 'relayed'],
  ['tcp', 'over-tcp'],
  ['relay-tcp', 'relayed-tcp'],
  ['relay-tls', 'relayed-tcp'],
];

/** What to say above all; nothing is said before it is certain. */
export function judgeWays(outcomes: Outcomes): Verdict {
  if (outcomes.socket.state === 'shut') return 'site';
  for (const [way, verdict] of preferred) {
    const { state } = outcomes[way];
    if (state === 'trying') return 'trying';
    if (state === 'open') return outcomes.socket.state === 'trying' ? 'trying' : verdict;
  }
  if (outcomes.socket.state === 'trying') return 'trying';
  return preferred.some(([way]) => outcomes[way].state === 'shut') ? 'nothing' : 'unknown';
}

/** Which way a TURN address is. */
export function wayOf(url: string): WayName {
  if (url.startsWith('turns:')) return 'relay-tls';
  return /[?&]transport=tcp\b/.test(url) ? 'relay-tcp' : 'relay-udp';
}
