/**
 * Keeps the link to one media node up. A closed link is tried again at once and often; the node counts as lost when it
 * stays unreachable for `lostAfterMs`, or comes back as another process.
 */

import type { Clock } from '#kernel/clock.ts';
import { sleep } from '#kernel/clock.ts';
import type { NodeLink, openNodeLink } from '#platform/media-plane/index.ts';
import type { Log } from '#platform/telemetry/log.ts';
import type { ControlEvent } from '#protocol/media/control.ts';
import type { NodeEvent } from './events.ts';

export interface LinkKeeper {
  /** Where the node says it can be reached now. */
  reachAt(url: string): void;
  link(): NodeLink | undefined;
  /** The node's process; undefined: it cannot be reached. */
  pid(): number | undefined;
  close(): void;
}

export interface LinkDeps {
  /** Signs what proves us to the node. */
  readonly key: Buffer;
  readonly openLink: typeof openNodeLink;
  readonly clock: Clock;
  readonly log: Log;
}

const lostAfterMs = 1_500;
const retryMs = 100;

/** A keeper that connects once it is told where. */
export function createLinkKeeper(node: string, deps: LinkDeps, tell: (event: NodeEvent) => void): LinkKeeper {
  let url: string | undefined;
  let link: NodeLink | undefined;
  let pid: number | undefined;
  let downSinceMs: number | undefined;
  let connecting = false;
  let open = true;

  const lose = (): void => {
    if (pid === undefined) return;
    pid = undefined;
    deps.log.warn({ node }, 'media node lost');
    tell({ kind: 'lost', node });
  };

  const take = (event: ControlEvent): void => {
    if (event.event === 'node.hello') {
      if (pid !== undefined && pid !== event.body.pid) lose();
      pid = event.body.pid;
      downSinceMs = undefined;
    }
    tell({ kind: 'event', node, event });
  };

  const closed = (): void => {
    link = undefined;
    downSinceMs ??= deps.clock.monotonicMs();
    if (open) void connect();
  };

  const tryOnce = async (): Promise<void> => {
    try {
      link = await deps.openLink({ url: url ?? '', key: deps.key, onEvent: take, onClose: closed, log: deps.log });
      if (!open) link.close();
    } catch {
      if (deps.clock.monotonicMs() - (downSinceMs ?? 0) >= lostAfterMs) lose();
      await sleep(retryMs);
    }
  };

  const connect = async (): Promise<void> => {
    if (connecting) return;
    connecting = true;
    while (open && link === undefined) await tryOnce();
    connecting = false;
  };

  return {
    reachAt(given) {
      url = given;
      if (link === undefined) void connect();
    },
    link: () => link,
    pid: () => (link === undefined ? undefined : pid),
    close() {
      open = false;
      link?.close();
    },
  };
}
