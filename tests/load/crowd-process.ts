/**
 * A process full of viewers: does what the one that started it asks, and ends with it.
 */
import { cleanup } from 'node-datachannel';
import { sleep } from '#kernel/clock.ts';
import { BareViewer } from './bare-viewer.ts';
import type { CrowdAnswer, CrowdAsk, CrowdPlan, ViewerSeen } from './crowd-words.ts';
import { LightViewer } from './light-viewer.ts';
import { packetAgeMs } from './packet-time.ts';

/** Of one viewer; more would only make the percentile slower. */
const mostDelays = 10_000;

interface Present {
  readonly viewer: LightViewer | BareViewer;
  readonly name: string;
  readonly room: string;
  /** How long each packet took since the last mark. */
  readonly delaysMs: number[];
}

const viewers: Present[] = [];

const answers: { readonly [A in CrowdAsk['ask']]: (asked: Extract<CrowdAsk, { ask: A }>) => Promise<CrowdAnswer> } = {
  open: async ({ plan }) => open(plan),
  mark: async () => {
    for (const { viewer, delaysMs } of viewers) {
      viewer.pictures.mark();
      delaysMs.length = 0;
    }
    return {};
  },
  look: async () => ({ viewers: viewers.map(seen) }),
  delays: async () => ({ delaysMs: viewers.map(({ delaysMs }) => delaysMs) }),
  online: async () => {
    for (const { viewer } of viewers) viewer.online();
    return {};
  },
  leave: async () => {
    for (const { viewer } of viewers) viewer.close();
    return {};
  },
};

/** Answers at once; they come in one after the other. */
async function open(plan: CrowdPlan): Promise<CrowdAnswer> {
  void (async () => {
    for (let index = 0; index < plan.viewers; index += 1) {
      viewers.push(comeIn(plan, plan.rooms[index % plan.rooms.length] ?? ''));
      await sleep(1_000 / plan.joinsPerSecond);
    }
  })();
  return {};
}

function comeIn({ url, timed, bare }: CrowdPlan, room: string): Present {
  const name = `viewer ${process.pid}.${viewers.length}`;
  const delaysMs: number[] = [];
  const onPicture = (packet: Buffer): void => {
    if (timed && delaysMs.length < mostDelays) delaysMs.push(packetAgeMs(packet));
  };
  const viewer = bare ? new BareViewer(url, onPicture) : new LightViewer({ name, url, room, onPicture });
  return { viewer, name, room, delaysMs };
}

function seen({ viewer, name, room }: Present): ViewerSeen {
  const { firstPictureMs, beganMs, resumedMs, isOnline, transports } = viewer;
  const joinMs = firstPictureMs === undefined ? null : firstPictureMs - beganMs;
  return { name, room, isOnline, transports, joinMs, resumedMs: resumedMs ?? null, heard: viewer.pictures.heard };
}

process.on('message', (message: { id: number; asked: CrowdAsk }) => {
  const answer = answers[message.asked.ask] as (asked: CrowdAsk) => Promise<CrowdAnswer>;
  void answer(message.asked).then((given) => process.send?.({ id: message.id, given }));
});
process.once('disconnect', () => {
  cleanup();
  process.exit(0);
});
