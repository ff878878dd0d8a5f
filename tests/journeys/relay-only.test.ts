/**
 * A show for somebody whose network lets nothing through but TURN: real Busker, real coturn, a real browser, each in a network
 * namespace of its own (`fixtures/relay-only.ts` runs inside).
 */
import { existsSync } from 'node:fs';
import t from 'tap';
import { noNamespaces, openNetwork } from '../world/namespaces.ts';
import { noTurnServer } from '../world/turn-server.ts';

const journey = new URL('fixtures/relay-only.ts', import.meta.url).pathname;

t.test('Relay only', { skip: noNamespaces || noTurnServer }, async (t) => {
  const network = await openNetwork();
  t.teardown(() => network.close());
  const inside = ['netns', 'exec', network.busker, process.execPath, journey, network.viewer, network.turn];
  await t.spawn('ip', inside, { timeout: 240_000 }, 'the journey');
  await network.close();
  const left = [network.viewer, network.turn, network.busker].filter((name) => existsSync(`/var/run/netns/${name}`));
  t.same(left, [], 'nothing of the network is left');
});
