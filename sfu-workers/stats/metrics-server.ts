/**
 * Metrics and health of this process on a loopback port of their own.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import { listenOnLoopback } from '../door/listen.ts';

export interface MetricsServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves `/metrics`, `/healthz` and `/readyz`.
 * @param port 0: any free one
 * @throws PortTakenError
 */
export async function serveMetrics(port: number, registry: Registry, isReady: () => boolean): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    void answer(request.url ?? '/', registry, isReady).then(
      ({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await listenOnLoopback(server, port, 'METRICS_PORT');
  return { port: (server.address() as AddressInfo).port, close: () => closeServer(server) };
}

async function answer(url: string, registry: Registry, isReady: () => boolean) {
  if (url === '/metrics') return { status: 200, type: registry.contentType, body: await registry.metrics() };
  if (url === '/healthz') return json(200, { status: 'alive' });
  if (url === '/readyz') return isReady() ? json(200, { status: 'ready' }) : json(503, { status: 'not ready' });
  return json(404, { error: 'NOT_FOUND', message: 'There is nothing here.' });
}

function json(status: number, body: unknown) {
  return { status, type: 'application/json', body: JSON.stringify(body) };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
