/**
 * What the API process tells Prometheus about itself.
 */
import { Gauge, Histogram } from 'prom-client';
import type { SessionRegistry } from '../websocket/session-registry.ts';
import type { Metrics } from './metrics.ts';

/** @returns the observer of answered requests */
export function observeApi(
  { registry }: Metrics,
  sessions: SessionRegistry,
): (route: string, status: number, seconds: number) => void {
  const answered = new Histogram({
    name: 'busker_http_request_seconds',
    help: 'Time to answer an HTTP request',
    labelNames: ['route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5],
    registers: [registry],
  });
  new Gauge({
    name: 'busker_socket_sessions',
    help: 'Sessions on sockets of this process',
    registers: [registry],
    collect() {
      this.set(sessions.count());
    },
  });
  return (route, status, seconds) => answered.observe({ route, status: String(status) }, seconds);
}
