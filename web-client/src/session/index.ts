/**
 * Who is signed in here: state without UI, for app and features alike.
 */
export { type Credentials, holds, type Session, type SessionState } from './session.ts';
export { SessionProvider, session, type UseSession, useSession, useSignInPrompt } from './use-session.tsx';
