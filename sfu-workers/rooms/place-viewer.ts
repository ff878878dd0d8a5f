/**
 * Gives a viewer a place: the origin or an edge of its room, on this node or another, opened where it takes one more.
 */

import type { types } from 'mediasoup';
import type { Dialect } from '#protocol/media/dialect.ts';
import { type Candidate, chooseSite } from '../policy/choose-site.ts';
import { mostDialects, speaks } from '../policy/dialects.ts';
import type { RunningWorker } from '../workers/start-worker.ts';
import { endEdge } from './end.ts';
import { measureNodes } from './measure-nodes.ts';
import { measureWorkers } from './measure-workers.ts';
import { openEdge } from './open-edge.ts';
import { openFarEdge } from './open-far-edge.ts';
import { mediaUnavailable, tooManyDialects } from './refusals.ts';
import type { Edge, FarEdge, Room, Site } from './room.ts';
import type { Stage } from './stage.ts';

/** A worker of this node, or another node by its name. */
export type Place = RunningWorker | string;

type Load = Omit<Candidate, 'has' | 'full' | 'far'> & { readonly place: Place };

/**
 * The site for one more viewer. Its worker, or node, lives and answers as far as is known.
 * @param avoid those that just failed
 * @param wanted payload types that are not the routers' own
 * @throws ControlRefusal MEDIA_UNAVAILABLE where no worker is left, or one dialect more would be too many
 */
export function placeViewer(stage: Stage, room: Room, avoid: ReadonlySet<Place>, wanted?: Dialect): Site | FarEdge {
  const dialect = wanted && (dialectsOf(room).find((spoken) => speaks(spoken, wanted)) ?? wanted);
  const places = loadsOf(stage, room).filter(({ place }) => !avoid.has(place));
  const candidates = places.map((load): Candidate => {
    const site = siteOn(room, load.place, dialect);
    return { ...load, has: hasOf(room, site), full: site?.full ?? false, far: typeof load.place === 'string' };
  });
  const { index, full } = chooseSite(candidates, stage.spreading.consumersPerWorker);
  places.forEach(({ place }, at) => {
    const site = siteOn(room, place, dialect);
    if (site !== undefined) site.full = full[at] ?? false;
  });
  const place = index === undefined ? undefined : places[index]?.place;
  if (place === undefined) throw mediaUnavailable();
  return siteOn(room, place, dialect) ?? open(stage, room, place, dialect);
}

/** The router of the site, once it is open. @throws where the edge cannot be opened */
export async function routerOf(site: Site): Promise<types.Router> {
  return 'link' in site ? (await site.link).router : site.router;
}

/** Other nodes are the origin's to choose: an edge opens none of its own. A node that stops keeps only what it has. */
function loadsOf(stage: Stage, room: Room): Load[] {
  const here = measureWorkers(stage).map(({ worker, ...load }): Load => ({ ...load, place: worker }));
  if (room.upstream !== undefined) return here;
  const others = measureNodes(stage, room).map(({ node, ...load }): Load => ({ ...load, place: node }));
  return stage.drain.on && others.length > 0 ? others : [...here, ...others];
}

function open(stage: Stage, room: Room, place: Place, dialect: Dialect | undefined): Site | FarEdge {
  if (typeof place === 'string') return openFarEdge(stage, room, place);
  if (dialect !== undefined) makeRoomFor(room, dialect);
  return openEdge(stage, room, place, dialect);
}

function siteOn(room: Room, place: Place, dialect: Dialect | undefined): Room | Edge | FarEdge | undefined {
  if (typeof place === 'string') return room.far.get(place);
  if (room.worker === place && dialect === undefined) return room;
  return [...room.edges].find((edge) => edge.worker === place && edge.dialect === dialect);
}

function dialectsOf(room: Room): Dialect[] {
  return [...new Set([...room.edges].flatMap(({ dialect }) => (dialect === undefined ? [] : [dialect])))];
}

/** Those that nobody watches in go first. @throws ControlRefusal MEDIA_UNAVAILABLE where there is none, and no room */
function makeRoomFor(room: Room, dialect: Dialect): void {
  const others = (): Dialect[] => dialectsOf(room).filter((spoken) => spoken !== dialect);
  if (others().length < mostDialects) return;
  const watched = new Set([...room.members.values()].map(({ site }) => site));
  for (const edge of room.edges) if (edge.dialect !== undefined && !watched.has(edge)) endEdge(room, edge);
  if (others().length >= mostDialects) throw tooManyDialects();
}

function hasOf(room: Room, site: Room | Edge | FarEdge | undefined): Candidate['has'] {
  if (site === undefined) return 'nothing';
  return site === room ? 'origin' : 'edge';
}
