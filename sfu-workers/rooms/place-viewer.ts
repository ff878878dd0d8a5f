/**
 * Gives a viewer a place: the origin or an edge of its room, opened where it takes one more.
 */

import type { types } from 'mediasoup';
import { type Candidate, chooseSite } from '../policy/choose-site.ts';
import type { RunningWorker } from '../workers/start-worker.ts';
import { measureWorkers } from './measure-workers.ts';
import { openEdge } from './open-edge.ts';
import { mediaUnavailable } from './refusals.ts';
import type { Room, Site } from './room.ts';
import type { Stage } from './stage.ts';

/**
 * The site for one more viewer. Its worker lives and answers as far as is known.
 * @param avoid workers that just failed
 * @throws ControlRefusal MEDIA_UNAVAILABLE where no worker is left
 */
export function placeViewer(stage: Stage, room: Room, avoid: ReadonlySet<RunningWorker>): Site {
  const workers = measureWorkers(stage).filter(({ worker }) => !avoid.has(worker));
  const candidates = workers.map((load): Candidate => {
    const site = siteOn(room, load.worker);
    return { ...load, has: hasOf(room, site), full: site?.full ?? false };
  });
  const { index, full } = chooseSite(candidates, stage.spreading.consumersPerWorker);
  workers.forEach(({ worker }, at) => {
    const site = siteOn(room, worker);
    if (site !== undefined) site.full = full[at] ?? false;
  });
  const worker = index === undefined ? undefined : workers[index]?.worker;
  if (worker === undefined) throw mediaUnavailable();
  return siteOn(room, worker) ?? openEdge(stage, room, worker);
}

/** The router of the site, once it is open. @throws where the edge cannot be opened */
export async function routerOf(site: Site): Promise<types.Router> {
  return 'link' in site ? (await site.link).router : site.router;
}

function siteOn(room: Room, worker: RunningWorker): Site | undefined {
  return room.worker === worker ? room : room.edges.get(worker);
}

function hasOf(room: Room, site: Site | undefined): Candidate['has'] {
  if (site === undefined) return 'nothing';
  return site === room ? 'origin' : 'edge';
}
