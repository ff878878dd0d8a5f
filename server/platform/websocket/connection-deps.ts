/**
 * What serving a socket stands on.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Log } from '../telemetry/log.ts';
import type { SignalHandlers } from './answer-request.ts';
import type { Reception } from './greet.ts';
import type { SessionRegistry } from './session-registry.ts';

export interface ConnectionDeps extends Reception {
  readonly handlers: SignalHandlers;
  readonly sessions: SessionRegistry;
  readonly clock: Clock;
  readonly log: Log;
  readonly limitsFactor: number;
}
