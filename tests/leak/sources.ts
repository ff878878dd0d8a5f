/**
 * Everything that somebody who is not staff can obtain while a show goes on, as data: a way in that is added is one entry more here.
 */
import type { RouteName } from '#protocol/http/routes.ts';
import type { Presence } from '#protocol/socket/room.ts';
import { offerOf } from '../world/sdp-offer.ts';
import type { TestSocket } from '../world/socket.ts';
import type { Onlookers } from './onlookers.ts';
import { answerShown, playOnce } from './players.ts';

interface Asked {
  readonly route: RouteName;
  readonly params?: (on: Onlookers) => Readonly<Record<string, string>>;
  readonly as: readonly (keyof Onlookers['http'])[];
}

const everybody = ['nobody', 'viewer', 'performer', 'appointed'] as const;
const signedIn = ['viewer', 'performer', 'appointed'] as const;
const ofRoom = ({ room }: Onlookers) => ({ id: room });

/** Over HTTP, asked of the process as each of these people. */
const asked: readonly Asked[] = [
  { route: 'listStreams', as: everybody },
  { route: 'getStream', params: ofRoom, as: everybody },
  { route: 'getProfile', params: ({ performerHandle }) => ({ handle: performerHandle }), as: everybody },
  { route: 'listNotifications', as: signedIn },
  { route: 'readOverlay', params: ({ overlay }) => ({ token: overlay }), as: ['nobody'] },
  { route: 'healthz', as: everybody },
];

export interface Source {
  readonly name: string;
  /** `often`: at each look; `once`: while everybody is here; `last`: when the show is over. */
  readonly when: 'often' | 'once' | 'last';
  readonly read: (on: Onlookers) => Promise<unknown>;
}

/**
 * What a socket was told, in an order that does not depend on which of two processes was faster: answers by their number, notes by
 * whom they are for. Notes that come by the clock (who is here, what arrives) are as many as the clock lets; of those who were here it is
 * the most and the names that count, and of all numbering that nothing is missing in it.
 */
function transcriptOf({ said }: TestSocket): unknown {
  const answers = said.filter((one) => one.type === 'answer').toSorted((one, other) => one.id - other.id);
  const notes = said.filter((one) => one.type === 'note');
  const presence = notes.filter(({ name }) => name === 'room.presence').map(({ body }) => body as Presence);
  const heard = Map.groupBy(notes, ({ audience, epoch }) =>
    audience === 'session' ? 'session' : `${audience} ${epoch}`,
  );
  return {
    answers: answers.map((one) => withoutCount(one)),
    notes: [...heard.values()]
      .map((list) => ({
        audience: list[0]?.audience,
        missing: list.slice(1).filter(({ seq }, before) => seq !== (list[before]?.seq ?? 0) + 1).length,
        said: list.filter(({ name }) => !byTheClock.includes(name)).map(({ name, body }) => ({ name, body })),
      }))
      .toSorted((one, other) => String(one.audience).localeCompare(String(other.audience))),
    presence: {
      most: Math.max(0, ...presence.map(({ count }) => count)),
      names: [...new Set(presence.flatMap(({ people }) => people.map(({ displayName }) => displayName)))].toSorted(),
    },
    health: notes.some(({ name }) => name === 'publish.health'),
  };
}

const byTheClock: readonly string[] = ['publish.health', 'room.presence'];

/** An answer whose cursors and presence say how far the clock had come. */
function withoutCount(answer: unknown): unknown {
  return JSON.parse(
    JSON.stringify(answer, (key, value: unknown) => (['seq', 'presence'].includes(key) ? 'by the clock' : value)),
  );
}

/** Each that a person who is not staff has. */
export const sources: readonly Source[] = [
  ...asked.flatMap(({ route, params, as }) =>
    as.map((who) => ({
      ...{ name: `${route} as ${who}`, when: 'often' as const },
      read: async (on: Onlookers) => {
        const answer = await on.http[who].ask(route, { params: params?.(on) as never });
        const { date: _, etag: __, 'content-length': ___, ...headers } = answer.headers;
        return { status: answer.status, headers, body: answer.body };
      },
    })),
  ),
  ...(['/metrics', '/api/admin/media', '/api/moderation/rooms'] as const).map((path) => ({
    ...{ name: `${path} as performer`, when: 'often' as const },
    read: async (on: Onlookers) => {
      const { status, body } = await on.http.performer.raw('GET', path);
      return { status, body };
    },
  })),
  ...(['nobody', 'viewer'] as const).flatMap((who) => [
    { name: `a player (WHEP) as ${who}`, when: 'once' as const, read: (on: Onlookers) => playOnce(on, who) },
    {
      ...{ name: `an encoder (WHIP) as ${who}`, when: 'often' as const },
      read: async ({ http, room }: Onlookers) => {
        const offered = { headers: { 'content-type': 'application/sdp' }, body: offerOf() };
        const answers = [http[who].raw('OPTIONS', `/whip/${room}`), http[who].raw('POST', `/whip/${room}`, offered)];
        return (await Promise.all(answers)).map(answerShown);
      },
    },
  ]),
  { name: 'webhooks of the performer', when: 'last', read: ({ hooks }: Onlookers) => hooks.read() },
  ...everybody.map((who) => ({
    ...{ name: `socket of ${who}`, when: 'last' as const },
    read: async (on: Onlookers) => transcriptOf(on.sockets[who]),
  })),
];
