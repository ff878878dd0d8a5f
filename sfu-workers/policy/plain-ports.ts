/**
 * Where plain transports and pipes may take their ports: never one that a worker, or its replacement, listens on, of this node
 * or of another beside it.
 */

/** Other nodes of the machine have their workers' ports within this distance. */
const neighbours = 1_024;

/** The larger of the two ranges beside the workers' own ports, both ends included, between 10000 and 59999. */
export function plainPorts(firstWorkerPort: number, workers: number): { min: number; max: number } {
  const below = { min: 10_000, max: Math.min(firstWorkerPort - 1 - neighbours, 59_999) };
  const above = { min: Math.max(firstWorkerPort + workers + neighbours, 10_000), max: 59_999 };
  return below.max - below.min > above.max - above.min ? below : above;
}
