/**
 * A player by WHEP from its offer to its end, as everything that it is answered: a source of the leak test. What was told before it came and
 * after it went is waited for, so that it stands in everybody's transcripts the same each time.
 */
import type { HttpAnswer } from '../world/api.ts';
import { fragmentOf, offerOf } from '../world/sdp-offer.ts';
import { until } from '../world/until.ts';
import type { Onlookers } from './onlookers.ts';

const sdp = { 'content-type': 'application/sdp' };
const fragment = { 'content-type': 'application/trickle-ice-sdpfrag' };

/** Answers to OPTIONS, POST, candidates, an ICE restart, one that comes too late, and DELETE, headers and all. */
export async function playOnce(on: Onlookers, who: keyof Onlookers['http']): Promise<unknown> {
  const { http, room } = on;
  const ask = (method: string, path: string, headers = {}, body?: string): Promise<HttpAnswer> =>
    http[who].raw(method, path, body === undefined ? { headers } : { headers, body });
  const before = counted(on);
  const possible = await ask('OPTIONS', `/whep/${room}`);
  const opened = await ask('POST', `/whep/${room}`, sdp, offerOf({ direction: 'recvonly' }));
  const { location = '', etag = '' } = opened.headers;
  // Somebody with a name is here already, and is counted once.
  await untilCounted(on, who === 'nobody' ? before + 1 : before);
  const possibleThere = await ask('OPTIONS', location);
  const trickled = await ask('PATCH', location, { ...fragment, 'if-match': etag }, fragmentOf());
  const restarted = await ask('PATCH', location, { ...fragment, 'if-match': '*' }, fragmentOf('fresh'));
  const late = await ask('PATCH', location, { ...fragment, 'if-match': etag }, fragmentOf('fresh'));
  const ended = await ask('DELETE', location);
  const endedAgain = await ask('DELETE', location);
  await untilCounted(on, before);
  const answers = { possible, opened, possibleThere, trickled, restarted, late, ended, endedAgain };
  return Object.entries(answers).map(([name, answer]) => ({ name, ...answerShown(answer) }));
}

/** All of an answer except when it was given; its length is its text's, and some random words in it are shorter than others. */
export function answerShown({ status, headers: all, text }: HttpAnswer) {
  const { date: _, 'content-length': __, ...headers } = all;
  return { status, headers, text: text.split('\r\n') };
}

/** How many are here, as the room was told last: at most once a second. */
function counted({ sockets }: Onlookers): number {
  const last = sockets.performer.notes('room.presence').at(-1)?.body as { count: number } | undefined;
  return last?.count ?? 0;
}

function untilCounted(on: Onlookers, count: number): Promise<boolean> {
  return until(`${count} who watch, as everybody is told`, () => counted(on) === count, { withinMs: 15_000 });
}
