/**
 * The session for components, and the way to ask for a sign-in: any feature calls `askToSignIn(why)`, the app shows the
 * dialog. No UI in here, so that features need not know each other.
 */
import { createContext, type ReactNode, useContext, useMemo, useState, useSyncExternalStore } from 'react';
import { access, call } from '../api/index.ts';
import { createSession, type Session, type SessionState } from './session.ts';

/** The page's one session. */
export const session = createSession(call, access);

export interface SignInPrompt {
  /** Why it is asked for ("to go live"), or null where no dialog is wanted. */
  readonly why: string | null;
  readonly open: boolean;
}

interface Prompting {
  readonly prompt: SignInPrompt;
  readonly ask: (why?: string) => void;
  readonly dismiss: () => void;
}

const closed: SignInPrompt = { why: null, open: false };
const PromptContext = createContext<Prompting>({ prompt: closed, ask: () => undefined, dismiss: () => undefined });

/** Once around the app. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [prompt, setPrompt] = useState(closed);
  const prompting = useMemo<Prompting>(
    () => ({
      prompt,
      ask: (why) => setPrompt({ why: why ?? null, open: true }),
      dismiss: () => setPrompt((before) => ({ ...before, open: false })),
    }),
    [prompt],
  );
  return <PromptContext value={prompting}>{children}</PromptContext>;
}

export type UseSession = SessionState &
  Pick<Session, 'signIn' | 'signOut' | 'enter' | 'refresh'> & {
    /** Opens the sign-in dialog; `why` completes "Sign in …". */
    readonly askToSignIn: (why?: string) => void;
  };

export function useSession(): UseSession {
  const state = useSyncExternalStore(session.subscribe, session.current);
  const { ask } = useContext(PromptContext);
  const { signIn, signOut, enter, refresh } = session;
  return { ...state, signIn, signOut, enter, refresh, askToSignIn: ask };
}

/** For the app's shell only: what is asked, and how to close it. */
export function useSignInPrompt(): Prompting {
  return useContext(PromptContext);
}
