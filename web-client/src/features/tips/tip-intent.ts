/**
 * The wish to give one tip, under the one key it is sent with however often, and its place in this tab: it outlives a reload,
 * so that a tip whose answer was lost is asked about and not given again.
 */
import { z } from 'zod';
import { sendTip } from '#protocol/http/tips.ts';
import type { TipBody } from './tip-draft.ts';

export interface TipIntent {
  readonly key: string;
  readonly body: TipBody;
  /** Whom it is for, as they are called. */
  readonly name: string;
}

const Kept = z.object({ key: z.string().min(1).max(200), body: sendTip.body, name: z.string() });

export interface IntentPlace {
  read(): TipIntent | undefined;
  keep(intent: TipIntent): void;
  forget(): void;
}

/** @param person whose wish it is: another who signs in here has nothing to do with it */
export function intentPlace(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>, person: string): IntentPlace {
  const key = `busker.tip.${person}`;
  let here: TipIntent | undefined;
  return {
    read: () => here ?? parsed(safely(() => storage.getItem(key))),
    keep: (intent) => {
      here = intent;
      safely(() => storage.setItem(key, JSON.stringify(intent)));
    },
    forget: () => {
      here = undefined;
      safely(() => storage.removeItem(key));
    },
  };
}

function parsed(text: string | null | undefined): TipIntent | undefined {
  const json = safely<unknown>(() => JSON.parse(text ?? ''));
  const read = Kept.safeParse(json);
  return read.success ? read.data : undefined;
}

/** Some browsers give no storage to pages they do not trust: the wish lives as long as the page then. */
function safely<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
