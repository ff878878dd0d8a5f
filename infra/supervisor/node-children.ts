/** The table of our own processes: which file, which ports, when ready. */
import { join } from 'node:path';
import type { ChildSpec } from './child-spec.ts';
import { type Ports, portsOfNode } from './ports.ts';

export interface NodeChildContext {
  /** Of the checkout. */
  readonly root: string;
  /** Complete settings, as every child gets them. */
  readonly env: Readonly<Record<string, string>>;
  readonly ports: Ports;
  /** Address the HTTP server listens on. */
  readonly listenIp: string;
  /** How many media nodes there are, how many workers each has, and what the first is called. */
  readonly media: { readonly nodes: number; readonly workers: number; readonly nodeId: string };
}

const readyTimeoutMs = 60_000;
const probeTimeoutMs = 2_000;
/** A media node empties itself for 30 s at most (`sfu-workers/main.ts`), and then ends within 3.5 s. */
const emptiedWithinMs = 40_000;

/** Media nodes, server and job worker, as they are started. */
export function nodeChildren({ root, env, ports, listenIp, media }: NodeChildContext): ChildSpec[] {
  const child = (name: string, file: string, metricsPort: number, ready: string): ChildSpec => ({
    name,
    command: process.execPath,
    args: [join(root, file)],
    env: { ...env, METRICS_PORT: String(metricsPort) },
    cwd: root,
    ready: () => answersOk(`${ready}/readyz`),
    readyTimeoutMs,
    stopSignal: 'SIGTERM',
    kind: 'node',
  });
  const loopback = (port: number): string => `http://127.0.0.1:${port}`;
  const mediaNode = (index: number): ChildSpec => {
    const { metrics, control, media: firstPort } = portsOfNode(ports, index, media.workers);
    const name = index === 0 ? 'media' : `media-${index + 1}`;
    const spec = child(name, 'sfu-workers/main.ts', metrics, loopback(metrics));
    const own = {
      MEDIA_NODE_ID: nodeIdOf(media.nodeId, index),
      MEDIA_PORT: String(firstPort),
      MEDIA_CONTROL_PORT: String(control),
    };
    return { ...spec, env: { ...spec.env, ...own }, renewWithinMs: emptiedWithinMs };
  };
  return [
    ...Array.from({ length: media.nodes }, (_, index) => mediaNode(index)),
    child('server', 'server/api.ts', ports.metrics, `http://${reachable(listenIp)}:${ports.http}`),
    child('jobs', 'server/worker.ts', ports.jobsMetrics, loopback(ports.jobsMetrics)),
  ];
}

/** `media-1` is followed by `media-2`. */
function nodeIdOf(first: string, index: number): string {
  return index === 0 ? first : `${first.replace(/-1$/, '')}-${index + 1}`;
}

/** The host to ask, where something listens on this address. */
function reachable(listenIp: string): string {
  if (listenIp === '0.0.0.0' || listenIp === '::') return '127.0.0.1';
  return listenIp.includes(':') ? `[${listenIp}]` : listenIp;
}

/** Whether the address answers 200; never throws. */
export async function answersOk(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(probeTimeoutMs) });
    await answer.body?.cancel();
    return answer.status === 200;
  } catch {
    return false;
  }
}
