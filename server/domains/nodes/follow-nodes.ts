/**
 * Keeps a link to every registered media node and tells what becomes of them.
 */

import { createFirstValue } from '#kernel/first-value.ts';
import { repeat } from '#kernel/repeat.ts';
import type { RedisConnection } from '#platform/redis/index.ts';
import type { ControlMethod, ControlParams, ControlResult, NodeRegistration } from '#protocol/media/control.ts';
import type { RtpCapabilities } from '#protocol/media/rtp.ts';
import { countPlaced } from './count-placed.ts';
import { mediaUnavailable } from './errors.ts';
import type { NodeEvent } from './events.ts';
import { createLinkKeeper, type LinkDeps, type LinkKeeper } from './keep-link.ts';
import { readRegistrations } from './read-registrations.ts';
import { chooseNode } from './rules/choose-node.ts';

export interface KnownNode {
  readonly node: string;
  /** Null: it cannot be reached. */
  readonly pid: number | null;
  /** Null: it is not registered now. */
  readonly registration: NodeRegistration | null;
}

export interface Nodes {
  /** A node for a new room. @throws Refusal MEDIA_UNAVAILABLE where there is none. */
  choose(): Promise<string>;
  /** @throws Refusal MEDIA_UNAVAILABLE, and whatever the node refuses with */
  request<M extends ControlMethod>(node: string, method: M, params: ControlParams<M>): Promise<ControlResult<M>>;
  /** What every router speaks; waits for the first node a moment, then null. */
  rtpCapabilities(): Promise<RtpCapabilities | null>;
  /** State of every known node, and how long ago it was heard from. */
  states(): { node: string; state: 'up' | 'down'; ageMs: number | null }[];
  /** Every node this process ever heard of, with what it registered last. */
  known(): KnownNode[];
  onEvent(listener: (event: NodeEvent) => void): void;
  close(): void;
}

const lookEveryMs = 250;
/** How long a page that connects waits for the first node. */
const firstNodeWithinMs = 2_000;

export type NodesDeps = LinkDeps & { readonly redis: RedisConnection['commands'] };

/** Starts following; nodes appear as they register. */
export function createNodes(deps: NodesDeps): Nodes {
  const listeners: ((event: NodeEvent) => void)[] = [];
  const keepers = new Map<string, LinkKeeper>();
  const capabilities = createFirstValue<RtpCapabilities>();
  let registered: NodeRegistration[] = [];
  const placed = countPlaced();
  const isUp = (node: string): boolean => keepers.get(node)?.pid() !== undefined;

  const tell = (event: NodeEvent): void => {
    if (event.kind === 'event' && event.event.event === 'node.hello')
      capabilities.set(event.event.body.rtpCapabilities);
    for (const listener of listeners) listener(event);
  };

  const look = async (): Promise<void> => {
    registered = await readRegistrations(deps.redis);
    for (const { node, controlUrl } of registered) {
      const keeper = keepers.get(node) ?? createLinkKeeper(node, deps, tell);
      keepers.set(node, keeper);
      keeper.reachAt(controlUrl);
    }
  };
  const looking = repeat(lookEveryMs, look, (error) =>
    deps.log.debug({ err: error }, 'media nodes cannot be looked up'),
  );

  return {
    async choose() {
      if (!registered.some((one) => isUp(one.node))) await look();
      const up = registered.filter((one) => isUp(one.node));
      const chosen = chooseNode(up, placed.of(up));
      if (chosen === undefined) throw mediaUnavailable();
      placed.add(chosen);
      return chosen.node;
    },
    request(node, method, params) {
      const link = keepers.get(node)?.link();
      if (link === undefined) return Promise.reject(mediaUnavailable());
      return link.request(method, params);
    },
    rtpCapabilities: () => capabilities.get(firstNodeWithinMs),
    states: () =>
      [...keepers.keys()].map((node) => {
        const at = registered.find((one) => one.node === node)?.at;
        const ageMs = at === undefined ? null : Math.max(0, deps.clock.now() - at);
        return { node, state: isUp(node) ? 'up' : 'down', ageMs };
      }),
    known: () =>
      [...keepers].map(([node, keeper]) => ({
        ...{ node, pid: keeper.pid() ?? null },
        registration: registered.find((one) => one.node === node) ?? null,
      })),
    onEvent: (listener) => void listeners.push(listener),
    close() {
      looking.stop();
      for (const keeper of keepers.values()) keeper.close();
    },
  };
}
