/**
 * One attempt at a time: under way, refused (as a whole or at its fields), or to be waited for.
 */
import { useEffect, useState } from 'react';
import { type FaultRules, type Faults, faultsOf } from './faults.ts';
import { plainWords, waitOf } from './plain-words.ts';

export interface Attempt {
  readonly busy: boolean;
  /** Why the last attempt failed, in plain words, where no single field is to blame. */
  readonly failure: string | null;
  /** Sentence by field; of the last attempt, or what the form itself found (`blame`). */
  readonly faults: Faults;
  /** Seconds until another attempt makes sense, counting down. */
  readonly waitS: number;
  /** Whether it worked. */
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
  /** What the form finds wrong before it asks the server. */
  readonly blame: (faults: Faults) => void;
}

const none: Faults = {};

export function useAttempt(rules: FaultRules = {}): Attempt {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [faults, setFaults] = useState(none);
  const [waitS, setWaitS] = useState(0);
  useEffect(() => {
    if (waitS === 0) return;
    const timer = setTimeout(() => setWaitS(waitS - 1), 1_000);
    return () => clearTimeout(timer);
  }, [waitS]);

  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setFailure(null);
    setFaults(none);
    try {
      await work();
      return true;
    } catch (error) {
      const found = faultsOf(error, rules);
      setFaults(found);
      setFailure(Object.keys(found).length > 0 ? null : plainWords(error, rules.words));
      setWaitS(waitOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  const blame = (found: Faults): void => {
    setFailure(null);
    setFaults(found);
  };
  return { busy, failure, faults, waitS, run, blame };
}
