/**
 * The place of the example for production, `turn/turnserver.conf`, which is held against what is made of this.
 */
import type { TurnPlace } from '../../turn/configuration.ts';

/** What a deployment changes is in capitals or in the ranges for documentation. */
export const examplePlace: TurnPlace = {
  listenIps: ['198.51.100.20'],
  port: 3478,
  relayPorts: { first: 49_152, last: 65_535 },
  tls: { port: 5349, certificate: '/etc/coturn/turn.example.crt', key: '/etc/coturn/turn.example.key' },
  realm: 'turn.example',
  secret: 'THE-SAME-AS-TURN_SECRET',
  mediaIps: ['198.51.100.10'],
  folder: '/var/lib/turn',
};
