/**
 * One show in a running Busker with two media nodes: its viewers are on both.
 */
import { Crowd } from '../../load/crowd.ts';
import type { ViewerSeen } from '../../load/crowd-words.ts';
import { goLive } from '../../load/light-show.ts';
import { ApiClient } from '../../world/api.ts';
import { openStack, type WorldStack } from '../../world/stack.ts';
import { until } from '../../world/until.ts';
import { reportOf } from '../media/inside.ts';

/** The media nodes, as the supervisor calls them. */
const children = ['media', 'media-2'] as const;

export interface Spread {
  /** The child whose node has the origin, and the other. */
  readonly origin: string;
  readonly edge: string;
  /** How many streams the other sends to viewers. */
  readonly far: number;
}

export interface Stage {
  readonly stack: WorldStack;
  readonly room: string;
  /** Brings viewers to both nodes, where they are not on both already. */
  spread(): Promise<Spread>;
  look(): Promise<readonly ViewerSeen[]>;
  mark(): Promise<void>;
  close(): Promise<void>;
}

const joinsPerSecond = 12;
const patience = { withinMs: 90_000 };

/** Everybody is in and sees pictures when it resolves. */
export async function openStage(viewers: number): Promise<Stage> {
  const mark = String(Math.ceil(viewers * 0.6));
  const env = { MEDIA_NODES: '2', MEDIA_WORKERS: '1', MEDIA_CONSUMERS_PER_WORKER: mark };
  const stack = await openStack({ env });
  const nova = new ApiClient(stack);
  await nova.login('nova');
  const url = `ws://127.0.0.1:${stack.port}/ws`;
  const { room, performer } = await goLive(nova, { title: 'Two nodes', url });
  const come = async (): Promise<Crowd> => {
    const crowd = await Crowd.open({ url, rooms: [room], viewers, joinsPerSecond, timed: false, bare: false });
    const seeing = async () => (await crowd.look()).filter(({ joinMs }) => joinMs !== null).length === viewers;
    await until(`${viewers} viewers who see pictures`, seeing, patience);
    return crowd;
  };
  let crowd = await come();
  return {
    ...{ stack, room },
    async spread() {
      const before = await untilPlaced(stack, room);
      if (before.far > 0) return before;
      await crowd.close();
      crowd = await come();
      return untilPlaced(stack, room);
    },
    look: () => crowd.look(),
    mark: () => crowd.mark(),
    async close() {
      await crowd.close();
      performer.close();
      await stack.close();
    },
  };
}

/** Both nodes answer, and one of them has the room. */
function untilPlaced(stack: WorldStack, room: string): Promise<Spread> {
  return until(
    'a room on a node',
    async () => {
      const reports = await Promise.all(children.map((child) => reportOf(stack, child)));
      const at = reports.findIndex(({ rooms }) => rooms.some((one) => one.room === room));
      const edges = reports[at]?.rooms.find((one) => one.room === room)?.edges ?? [];
      const [origin, edge] = [children[at], children[1 - at]];
      if (origin === undefined || edge === undefined) return undefined;
      return { origin, edge, far: edges.reduce((sum, one) => sum + (one.node === undefined ? 0 : one.consumers), 0) };
    },
    { withinMs: 30_000 },
  );
}
