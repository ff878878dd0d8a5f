/**
 * node.drain: this node takes nothing new from now on, and ends when what it has is elsewhere. Who moves its rooms is told by
 * its registration; edges it has of other nodes' rooms are given up by those.
 */
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import type { Stage } from './stage.ts';

/** May be repeated. */
export async function drainNode(
  stage: Stage,
  _params: ControlParams<'node.drain'>,
): Promise<ControlResult<'node.drain'>> {
  stage.drain.begin();
  return {};
}
