/**
 * The baseline: the same camera through mediasoup and as little else as possible (`tests/bench/bare/`).
 */
import { startBareServer } from '../bare-server.ts';
import { openPerformer, type Side, type SideGround, untilPublished } from './side.ts';

/** Starts the bare server and publishes on it. */
export async function openBare(ground: SideGround): Promise<Side> {
  const { port, close } = await startBareServer();
  try {
    const origin = `http://127.0.0.1:${port}`;
    const performer = await openPerformer(ground);
    await performer.page.goto(`${origin}/publish`);
    await untilPublished(performer);
    return { name: 'bare', watchUrl: `${origin}/watch`, close };
  } catch (error) {
    await close();
    throw error;
  }
}
