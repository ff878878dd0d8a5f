/**
 * Tells people that tips of theirs were divided: at once, then at most once a second a person, many tips in one note. What is
 * not told is lost to nobody: pages read it again.
 */
import { type Throttle, throttle } from '#kernel/throttle.ts';
import type { ChannelNote } from '#platform/live-events/index.ts';
import { readEarnings } from '../wallets/index.ts';
import type { TellingDeps } from './parts.ts';
import type { DividedTip } from './store-settlement.ts';

export interface SettledTeller {
  add(tips: readonly DividedTip[]): void;
  /** Tells what is left, then nothing more. */
  close(): Promise<void>;
}

const everyMs = 1_000;
/** Tips of one note, as the protocol has it; of more than that at once the rest is read again. */
const mostTips = 500;

interface Owed {
  readonly tips: string[];
  performs: boolean;
}

/** The teller of this process. */
export function tellSettled(deps: TellingDeps): SettledTeller {
  const owed = new Map<string, Owed>();
  const failed = (error: unknown): void => deps.log.warn({ err: error }, 'somebody was not told what was settled');
  const tell = async (person: string): Promise<void> => {
    const about = owed.get(person);
    owed.delete(person);
    if (about !== undefined) await deps.live.publishAll([await noteFor(deps, person, about)]);
  };
  const pace: Throttle = throttle(everyMs, tell, failed);
  const owe = (person: string, id: string, performs: boolean): void => {
    const about = owed.get(person) ?? { tips: [], performs };
    owed.set(person, about);
    about.performs ||= performs;
    if (about.tips.length < mostTips) about.tips.push(id);
  };
  return {
    add(tips) {
      for (const { id, viewerId, performerId } of tips) {
        owe(viewerId, id, false);
        owe(performerId, id, true);
      }
      for (const person of new Set(tips.flatMap(({ viewerId, performerId }) => [viewerId, performerId])))
        pace.ask(person);
    },
    async close() {
      pace.close();
      await Promise.all([...owed.keys()].map((person) => tell(person).catch(failed)));
    },
  };
}

async function noteFor({ database }: TellingDeps, person: string, { tips, performs }: Owed): Promise<ChannelNote> {
  const earnings = performs ? await readEarnings(database.read, person) : null;
  return { channel: { person }, name: 'tip.settled', body: { tips, earnings } };
}
