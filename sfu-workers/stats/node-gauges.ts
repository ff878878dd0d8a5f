/**
 * Gauges of a node, read from its records: rooms, transports, producers, consumers, workers, scores.
 */
import { countConsumers, countEdges, countPipes, countProducers, countTransports } from '../rooms/load.ts';
import type { Stage } from '../rooms/stage.ts';
import { addGauge } from './figures.ts';

/** Adds them to the node’s registry. */
export function addNodeGauges({ figures: { registry }, rooms, pool, usage, peers }: Stage): void {
  addGauge(registry, 'rooms', 'Rooms open.', [], (set) => set(rooms.size));
  addGauge(registry, 'transports', 'WebRTC transports open.', [], (set) => set(countTransports(rooms.all)));
  addGauge(registry, 'producers', 'Producers open.', [], (set) => set(countProducers(rooms.all)));
  addGauge(registry, 'consumers', 'Consumers open.', [], (set) => set(countConsumers(rooms.all)));
  addGauge(registry, 'routers', 'Routers open: origins and edges.', [], (set) =>
    set(rooms.all.length + countEdges(rooms.all)),
  );
  addGauge(registry, 'guests', 'Edges open here of rooms of other media nodes.', [], (set) =>
    set(rooms.all.length - rooms.size),
  );
  addGauge(registry, 'far_edges', 'Edges open on other media nodes of rooms of this one.', [], (set) =>
    set(rooms.own.reduce((sum, { far }) => sum + far.size, 0)),
  );
  addGauge(registry, 'neighbours', 'Other media nodes that are registered.', [], (set) => set(peers.all.length));
  addGauge(
    registry,
    'edges',
    'Edges of rooms open: on other workers than their origin’s, or of other payload types.',
    [],
    (set) => set(countEdges(rooms.all)),
  );
  addGauge(registry, 'pipes', 'Producers piped from an origin to an edge.', [], (set) => set(countPipes(rooms.all)));
  addGauge(registry, 'workers', 'Workers alive.', [], (set) => set(pool.running.length));
  addGauge(registry, 'worker_cpu_seconds', 'CPU time a worker has used.', ['pid'], (set) => {
    for (const { pid, cpuSeconds } of usage.seconds()) set(cpuSeconds, { pid: String(pid) });
  });
  addGauge(registry, 'producer_score_lowest', 'Lowest score (0–10) of any layer that is wanted.', ['source'], (set) => {
    for (const [source, score] of lowestScores({ rooms })) set(score, { source });
  });
}

function lowestScores({ rooms }: Pick<Stage, 'rooms'>): Map<string, number> {
  const lowest = new Map<string, number>();
  for (const { producer, source, demand } of rooms.all.flatMap((room) => [...room.producers.values()])) {
    // One that nobody takes is not sent, and no worse for it.
    const wanted = producer.score.filter(({ encodingIdx }) => encodingIdx <= demand.told);
    for (const { score } of wanted) lowest.set(source, Math.min(score, lowest.get(source) ?? 10));
  }
  return lowest;
}
