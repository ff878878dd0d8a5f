/**
 * The Prometheus figures of a media node. Counters are moved where things happen; gauges are read from the records when
 * Prometheus asks.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type Figures = ReturnType<typeof createFigures>;

/** The counters of one node in a registry of their own. */
export function createFigures() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counter = (name: string, help: string) =>
    new Counter({ name: `busker_media_${name}`, help, registers: [registry] });
  return {
    registry,
    joins: counter('joins_total', 'Receive transports that connected.'),
    received: counter('received_packets_total', 'RTP packets received from producers.'),
    receivedBytes: counter('received_bytes_total', 'RTP bytes received from producers.'),
    forwarded: counter('forwarded_packets_total', 'RTP packets sent to consumers.'),
    forwardedBytes: counter('forwarded_bytes_total', 'RTP bytes sent to consumers.'),
    plisSent: counter('plis_sent_total', 'Key frames asked of producers.'),
    plisReceived: counter('plis_received_total', 'Key frames asked for by consumers.'),
    nacksSent: counter('nacks_sent_total', 'Requests to producers for lost packets.'),
    nacksReceived: counter('nacks_received_total', 'Requests of consumers for lost packets.'),
    // A worker is one loop: a question waits in it as a packet does, and for this process as well.
    workerAnswers: new Histogram({
      name: 'busker_media_worker_answer_seconds',
      help: 'What a worker takes to answer a trivial question: about what a packet waits for its turn.',
      buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5],
      registers: [registry],
    }),
    workersDied: counter('workers_died_total', 'Workers that died and were replaced.'),
  };
}

/** A figure that is read when Prometheus asks. @param read its value, or values by label */
export function addGauge(
  registry: Registry,
  name: string,
  help: string,
  labelNames: readonly string[],
  read: (set: (value: number, labels?: Record<string, string>) => void) => void | Promise<void>,
): void {
  new Gauge({
    name: `busker_media_${name}`,
    help,
    labelNames,
    registers: [registry],
    async collect() {
      this.reset();
      await read((value, labels = {}) => this.set(labels, value));
    },
  });
}
