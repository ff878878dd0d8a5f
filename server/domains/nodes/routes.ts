/**
 * Finding out over HTTP which ways lead to the media.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Handlers } from '#platform/http/handler.ts';
import type { Limits } from '#platform/limits/index.ts';
import type { Nodes } from './follow-nodes.ts';
import { grantTurn, type TurnServers } from './grant-turn.ts';
import { openChecks } from './open-checks.ts';

export interface ConnectionDeps {
  readonly nodes: Pick<Nodes, 'choose' | 'request'>;
  readonly turn: TurnServers | null;
  readonly limits: Limits;
  readonly clock: Clock;
}

/** The route of connection checks. */
export function connectionRoutes({ nodes, turn, limits, clock }: ConnectionDeps): Handlers<'checkConnection'> {
  const openCheck = openChecks(nodes);
  return {
    checkConnection: async ({ ip }) => {
      await limits.take('connectionIp', ip);
      // Whoever asks often has no more of the TURN server than who asks once.
      const iceServers = grantTurn(turn, `address ${ip}`, clock.now());
      return { ...(iceServers.length === 0 ? {} : { iceServers }), transport: await openCheck() };
    },
  };
}
