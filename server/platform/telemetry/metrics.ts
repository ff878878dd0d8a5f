/**
 * Prometheus metrics of one process, on a loopback port of their own together with its health, so that nothing about the
 * inside is reachable from outside.
 */
import { createServer } from 'node:http';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Log } from './log.ts';

export interface Metrics {
  readonly registry: Registry;
  /** Says why a figure is missing. */
  readonly log: Pick<Log, 'warn'>;
}

/** A registry with the process's own figures, labelled with its name. */
export function createMetrics(process: string, log: Metrics['log']): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ process });
  collectDefaultMetrics({ register: registry });
  return { registry, log };
}

export interface MetricsServer {
  close(): Promise<void>;
}

/**
 * Serves `/metrics`, `/healthz` and `/readyz` on 127.0.0.1.
 * @param isReady whether this process can do its work now
 */
export async function serveMetrics(
  metrics: Metrics,
  port: number,
  isReady: () => Promise<boolean>,
): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    void answer(metrics, request.url ?? '/', isReady).then(
      ({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(metrics: Metrics, url: string, isReady: () => Promise<boolean>) {
  const json = 'application/json';
  if (url === '/metrics') {
    return { status: 200, type: metrics.registry.contentType, body: await metrics.registry.metrics() };
  }
  if (url === '/healthz') return { status: 200, type: json, body: '{"status":"alive"}' };
  if (url === '/readyz') {
    const ready = await isReady();
    return { status: ready ? 200 : 503, type: json, body: JSON.stringify({ status: ready ? 'ready' : 'not ready' }) };
  }
  return { status: 404, type: json, body: '{"error":"NOT_FOUND","message":"There is nothing here."}' };
}
