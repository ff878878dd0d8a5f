/** The table of our own processes: which file, which ports, when ready. */
import { join } from 'node:path';
import type { ChildSpec } from './child-spec.ts';
import type { Ports } from './ports.ts';

export interface NodeChildContext {
  /** Of the checkout. */
  readonly root: string;
  /** Complete settings, as every child gets them. */
  readonly env: Readonly<Record<string, string>>;
  readonly ports: Ports;
  /** Address the HTTP server listens on. */
  readonly listenIp: string;
}

const readyTimeoutMs = 60_000;
const probeTimeoutMs = 2_000;

/** Media node, server and job worker, as they are started. */
export function nodeChildren({ root, env, ports, listenIp }: NodeChildContext): ChildSpec[] {
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
  return [
    child('media', 'sfu-workers/main.ts', ports.mediaMetrics, loopback(ports.mediaMetrics)),
    child('server', 'server/api.ts', ports.metrics, `http://${reachable(listenIp)}:${ports.http}`),
    child('jobs', 'server/worker.ts', ports.jobsMetrics, loopback(ports.jobsMetrics)),
  ];
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
