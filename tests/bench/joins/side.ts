/**
 * What is measured: a show with a time code in its picture, and where to watch it.
 */
import type { Person, TestBrowser } from '../../world/browser.ts';
import { flowingStreams } from '../../world/browser-peers.ts';
import { until } from '../../world/until.ts';

export interface Side {
  readonly name: 'busker' | 'bare';
  /** Address of the page that viewers open. */
  readonly watchUrl: string;
  close(): Promise<void>;
}

/** What both sides are opened with. */
export interface SideGround {
  readonly browser: TestBrowser;
  /** Script that takes the place of camera and microphone. */
  readonly camera: string;
}

/** Somebody whose camera shows a time code. */
export async function openPerformer({ browser, camera }: SideGround): Promise<Person> {
  const performer = await browser.person();
  await performer.context.addInitScript({ content: camera });
  return performer;
}

/** Resolves when sound and every layer that the browser encodes have flowed for a while. @throws where they do not */
export async function untilPublished({ page, complaints }: Person): Promise<void> {
  const enough = async (): Promise<boolean> => {
    const sent = (await flowingStreams(page)).filter(({ direction }) => direction === 'outbound');
    const moving = sent.filter(({ kind, frames }) => kind === 'video' && frames >= 60);
    return moving.length >= 2 && sent.some(({ kind, packets }) => kind === 'audio' && packets > 0);
  };
  await until('picture and sound being published', enough, { withinMs: 30_000 }).catch((error: Error) => {
    throw new Error([error.message, ...complaints.all].join('\n'), { cause: error });
  });
}
