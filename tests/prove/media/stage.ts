/**
 * Two shows in a running Busker with one media node of three workers, or with two of one worker each: the one to which things happen, on an
 * origin and an edge, and one beside it that must not notice, unless it lies on what is struck.
 */

import { Crowd } from '../../load/crowd.ts';
import type { ViewerSeen } from '../../load/crowd-words.ts';
import { LightPerformer } from '../../load/light-performer.ts';
import { goLive } from '../../load/light-show.ts';
import { ApiClient } from '../../world/api.ts';
import { TcpRelay } from '../../world/impair/tcp-relay.ts';
import { openStack, type WorldStack } from '../../world/stack.ts';
import { until } from '../../world/until.ts';
import { homeOf } from './inside.ts';
import { openPageViewer, type PageViewer } from './page-viewer.ts';

export interface Stage {
  readonly stack: WorldStack;
  /** The room to which things happen. */
  readonly room: string;
  /** What its people's sockets go through. */
  readonly network: TcpRelay;
  /** Its viewers, those of the show beside it, and one with a browser, whose network can change. */
  readonly crowd: Crowd;
  readonly page: PageViewer;
  performer: LightPerformer;
  /** The performer's page is opened once more. */
  newPerformer(): LightPerformer;
  /** Brings the viewers anew where none of them is at an edge: who came back while a node had no worker stays where there was one. */
  spread(): Promise<void>;
  /** Everybody, in all crowds. */
  look(): Promise<ViewerSeen[]>;
  mark(): Promise<void>;
  close(): Promise<void>;
}

export interface StageSize {
  readonly viewers: number;
  readonly beside: number;
  /** Media nodes; with two, the edge is on the other. */
  readonly nodes: 1 | 2;
}

const joinsPerSecond = 12;
const patience = { withinMs: 90_000 };

/** Everybody is in and sees pictures when it resolves. */
export async function openStage({ viewers, beside, nodes }: StageSize): Promise<Stage> {
  const workers = nodes === 1 ? { MEDIA_WORKERS: '3' } : { MEDIA_NODES: '2', MEDIA_WORKERS: '1' };
  const env = { ...workers, MEDIA_CONSUMERS_PER_WORKER: String(Math.ceil(viewers * 0.6)) };
  const stack = await openStack({ env });
  const opened: { close(): unknown }[] = [stack];
  const keep = <T extends { close(): unknown }>(thing: T): T => {
    opened.push(thing);
    return thing;
  };
  const close = async (): Promise<void> => {
    for (const thing of opened.toReversed()) await thing.close();
  };
  try {
    const nova = new ApiClient(stack);
    await nova.login('nova');
    const network = keep(await TcpRelay.open(stack.port));
    const direct = `ws://127.0.0.1:${stack.port}/ws`;
    const through = `ws://127.0.0.1:${network.port}/ws`;
    const { room, performer } = await goLive(nova, { title: 'What a show survives', url: through });
    keep(performer);
    const come = async (url: string, room: string, count: number): Promise<Crowd> => {
      const crowd = keep(
        await Crowd.open({ url, rooms: [room], viewers: count, joinsPerSecond, timed: false, bare: false }),
      );
      await untilAllSee(crowd, count);
      return crowd;
    };
    let crowd = await come(through, room, viewers);
    // After the first show has spread, so that this one stands on the worker that is left.
    const other = await goLive(nova, { title: 'What goes on beside it', url: direct });
    keep(other.performer);
    const bystanders = await come(direct, other.room, beside);
    const page = keep(await openPageViewer(stack.port));
    return {
      ...{ stack, room, network, page, performer, close },
      get crowd() {
        return crowd;
      },
      newPerformer: () => keep(new LightPerformer({ url: through, room, ticket: () => nova.ticket() })),
      async spread() {
        const edges = (await homeOf(stack, room))?.room.edges ?? [];
        if (edges.some(({ consumers }) => consumers > 0)) return;
        await crowd.close();
        crowd = await come(through, room, viewers);
      },
      look: async () => (await Promise.all([page, crowd, bystanders].map((some) => some.look()))).flat(),
      mark: async () => void (await Promise.all([page, crowd, bystanders].map((some) => some.mark()))),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function untilAllSee(crowd: Crowd, count: number): Promise<void> {
  const seeing = async (): Promise<boolean> => {
    const seen = await crowd.look();
    return seen.filter(({ joinMs }) => joinMs !== null).length === count;
  };
  await until(`${count} viewers who see pictures`, seeing, patience);
}
