/**
 * The news of the nodes domain. They are not kept: whoever misses them asks the node.
 */
import type { ControlEvent } from '#protocol/media/control.ts';

/** News of the nodes: their own events, and the loss of a whole node. */
export type NodeEvent =
  | { readonly kind: 'event'; readonly node: string; readonly event: ControlEvent }
  | { readonly kind: 'lost'; readonly node: string };
