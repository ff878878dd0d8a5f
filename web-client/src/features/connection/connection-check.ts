/**
 * One check of all ways at once, as a store without UI: every outcome is shown as soon as it is there.
 */
import type { AnswerOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { call } from '../../api/index.ts';
import { createStore, type Readable, type Store } from '../../signalling/index.ts';
import { type Outcome, type Outcomes, type WayName, wayNames, wayOf } from './judge-ways.ts';
import { trySocket } from './try-socket.ts';
import { tryWay } from './try-way.ts';

type Ground = AnswerOf<typeof routes.checkConnection>;

const all = (outcome: Outcome): Outcomes =>
  Object.fromEntries(wayNames.map((name) => [name, outcome])) as Record<WayName, Outcome>;

export class ConnectionCheck {
  readonly #outcomes: Store<Outcomes> = createStore(all({ state: 'trying' }));
  #stop = new AbortController();

  get outcomes(): Readable<Outcomes> {
    return this.#outcomes;
  }

  /** Begins, or begins anew. Resolves when all is known; never rejects. */
  async run(): Promise<void> {
    this.#stop.abort();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#outcomes.set(all({ state: 'trying' }));
    const show = (way: WayName, outcome: Outcome): void => {
      if (!signal.aborted) this.#outcomes.set({ ...this.#outcomes.get(), [way]: outcome });
    };
    const ask = () => call('checkConnection', { body: {}, signal }).catch(() => undefined);
    const socket = trySocket(signal).then((outcome) => show('socket', outcome));
    await Promise.all([socket, tryAll(ask, show, signal)]);
  }

  close(): void {
    this.#stop.abort();
  }
}

/** Each on a transport of its own: one has one peer, and ends with it. */
async function tryAll(
  ask: () => Promise<Ground | undefined>,
  show: (way: WayName, outcome: Outcome) => void,
  signal: AbortSignal,
): Promise<void> {
  const ground = await ask();
  const tryOne = async (way: WayName): Promise<Outcome> => {
    const relay = ground && relayFor(ground, way);
    if (ground !== undefined && isRelay(way) && relay === undefined) return { state: 'absent' };
    const transport = way === 'udp' ? ground?.transport : (await ask())?.transport;
    if (!transport) return { state: 'unknown' };
    return tryWay(transport, { over: way === 'tcp' ? ['tcp'] : ['udp'], relay }, signal);
  };
  const media = wayNames.filter((way) => way !== 'socket');
  await Promise.all(media.map(async (way) => show(way, await tryOne(way))));
}

function isRelay(way: WayName): boolean {
  return way !== 'socket' && way !== 'udp' && way !== 'tcp';
}

/** The TURN servers of one way alone. */
function relayFor({ iceServers = [] }: Ground, way: WayName) {
  for (const { urls, ...who } of iceServers) {
    const fitting = urls.filter((url) => wayOf(url) === way);
    if (fitting.length > 0) return { ...who, urls: fitting };
  }
  return undefined;
}
