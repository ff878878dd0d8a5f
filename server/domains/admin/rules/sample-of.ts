/**
 * What is kept of one look, for the charts.
 */
import type { MediaNodeView, MediaRoom, MediaSample, RoomSample } from '#protocol/http/media.ts';

const mostWorkers = 64;

/** Sums over rooms, as the overview and the charts show them. */
export function totalsOf(rooms: readonly MediaRoom[]) {
  const sum = (of: (room: MediaRoom) => number): number => rooms.reduce((total, room) => total + of(room), 0);
  return {
    rooms: rooms.length,
    viewers: sum(({ viewers }) => viewers),
    consumers: sum(({ consumers }) => consumers),
    reporting: sum(({ quality }) => quality.viewers.reporting),
    good: sum(({ quality }) => quality.viewers.good),
    fair: sum(({ quality }) => quality.viewers.fair),
    poor: sum(({ quality }) => quality.viewers.poor),
  };
}

/** The figures of all nodes and rooms at one moment. */
export function sampleOf(nodes: readonly MediaNodeView[], rooms: readonly MediaRoom[], at: number): MediaSample {
  const { rooms: many, viewers, good, fair, poor } = totalsOf(rooms);
  const workers = nodes.flatMap(({ node, workers: own }) =>
    own.map(({ pid, cpu, consumers, routers }) => ({
      node,
      pid,
      cpu: Math.round(cpu * 1_000) / 1_000,
      consumers,
      routers,
    })),
  );
  const busiest = workers.toSorted((a, b) => b.consumers - a.consumers).slice(0, mostWorkers);
  return { at, rooms: many, viewers, good, fair, poor, workers: busiest };
}

/** One room's figures at one moment. */
export function roomSampleOf({ viewers, consumers, quality, producers }: MediaRoom, at: number): RoomSample {
  const { good, fair, poor } = quality.viewers;
  const scores = producers.filter(({ paused }) => !paused).map(({ score }) => score);
  return { at, viewers, consumers, good, fair, poor, score: scores.length === 0 ? null : Math.min(...scores) };
}
