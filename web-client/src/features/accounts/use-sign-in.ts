/**
 * One attempt to sign in at a time: under way, refused, or to be waited for.
 */
import { useEffect, useState } from 'react';
import { type Credentials, useSession } from '../../session/index.ts';
import { plainWords, waitOf } from './plain-words.ts';

export interface SignIn {
  readonly busy: boolean;
  /** Why the last attempt failed, in plain words. */
  readonly failure: string | null;
  /** Seconds until another attempt makes sense, counting down. */
  readonly waitS: number;
  readonly attempt: (credentials: Credentials) => Promise<void>;
}

export function useSignIn(onDone?: () => void): SignIn {
  const { signIn } = useSession();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [waitS, setWaitS] = useState(0);
  useEffect(() => {
    if (waitS === 0) return;
    const timer = setTimeout(() => setWaitS(waitS - 1), 1_000);
    return () => clearTimeout(timer);
  }, [waitS]);

  const attempt = async (credentials: Credentials): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      await signIn(credentials);
      onDone?.();
    } catch (error) {
      setFailure(plainWords(error));
      setWaitS(waitOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, waitS, attempt };
}
