/**
 * A show that is live, by a performer without a browser.
 */
import type { ApiClient } from '../world/api.ts';
import type { Camera } from '../world/media-publisher.ts';
import { until } from '../world/until.ts';
import { LightPerformer } from './light-performer.ts';

export interface LightShow {
  readonly room: string;
  readonly performer: LightPerformer;
}

export interface ShowPlan {
  readonly title: string;
  /** `ws://…/ws` */
  readonly url: string;
  readonly camera?: Camera;
}

const patience = { withinMs: 90_000 };

/** Announces it, sends, and goes live. @param by a signed-in performer; one has at most five live */
export async function goLive(by: ApiClient, { title, url, camera }: ShowPlan): Promise<LightShow> {
  const { stream } = await by.do('createStream', { body: { title, sessionType: 'broadcast_public' } });
  const room = stream.id;
  const ticket = () => by.ticket();
  const performer = new LightPerformer({ url, room, ticket, ...(camera === undefined ? {} : { camera }) });
  try {
    await until('a camera that sends', () => performer.isSending, patience);
    await by.do('startStream', { params: { id: room }, body: {} });
    return { room, performer };
  } catch (error) {
    performer.close();
    throw error;
  }
}
