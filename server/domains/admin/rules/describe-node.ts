/**
 * A media node as operators see it.
 */
import type { MediaNodeView } from '#protocol/http/media.ts';
import type { NodeRegistration } from '#protocol/media/control.ts';
import type { NodeReport } from '#protocol/media/node-report.ts';

interface Asked {
  readonly node: string;
  readonly pid: number | null;
  readonly registration: NodeRegistration | null;
  readonly report: NodeReport | null;
}

/** What it does not say itself is taken from what it registered last. */
export function describeNode({ node, pid, registration, report }: Asked, nowMs: number): MediaNodeView {
  return {
    ...{ node, pid, state: report === null ? 'silent' : 'up', draining: registration?.draining ?? false },
    registeredAgoMs: registration === null ? null : Math.max(0, nowMs - registration.at),
    workers: report?.workers ?? [],
    rooms: report === null ? (registration?.rooms ?? 0) : report.rooms.length + report.left,
    consumers: report?.workers.reduce((total, { consumers }) => total + consumers, 0) ?? registration?.consumers ?? 0,
    left: report?.left ?? 0,
  };
}
