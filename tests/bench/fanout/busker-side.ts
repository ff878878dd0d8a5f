/**
 * Busker as people run it: the whole stack, and a performer who is live.
 */
import { goLive } from '../../load/light-show.ts';
import { ApiClient } from '../../world/api.ts';
import { openStack, type WorldStack } from '../../world/stack.ts';
import { descendantsOf } from '../processes.ts';
import { cameraOf, type FanoutSide } from './side.ts';

/** @param viewers how many will come at most. @param workers beyond one, half of the viewers are served by an edge */
export async function openBusker(viewers: number, workers: number): Promise<FanoutSide> {
  const mark = workers === 1 ? 100_000 : Math.max(1, Math.ceil(viewers / workers));
  const media = { MEDIA_WORKERS: String(workers), MEDIA_CONSUMERS_PER_WORKER: String(mark) };
  const env = { ...media, SOCKETS_PER_ADDRESS: String(2 * viewers) };
  const stack = await openStack({ env });
  try {
    const nova = new ApiClient(stack);
    await nova.login('nova');
    const url = `ws://127.0.0.1:${stack.port}/ws`;
    const { room, performer } = await goLive(nova, { title: 'One to many', url, camera: cameraOf(viewers) });
    return {
      name: workers === 1 ? 'one worker' : 'all workers',
      door: { url, rooms: [room], bare: false },
      workers: () => descendantsOf(pidsOf(stack, 'media')),
      processes: () => {
        const own = pidsOf(stack, ...Object.keys(stack.children));
        return [...own, ...descendantsOf(own)];
      },
      plis: () => performer.plis,
      async close() {
        performer.close();
        await stack.close();
      },
    };
  } catch (error) {
    await stack.close();
    throw error;
  }
}

function pidsOf({ children }: WorldStack, ...names: string[]): number[] {
  return names.flatMap((name) => children[name] ?? []);
}
