/**
 * The conversation as pages open it: with the server the page came from, as whoever is signed in, and awake when the
 * network or the reader comes back.
 */
import { access, call } from '../api/index.ts';
import { tellPageNote } from './page-notes.ts';
import { openSignalling, type Signalling } from './signalling.ts';
import { socketUrl } from './socket-url.ts';
import { onPageWake } from './wake.ts';

export function openPageSignalling(): Signalling {
  const signalling = openSignalling({
    ...{ url: socketUrl(window.location), ticket, wake: onPageWake },
    person: access.person,
  });
  signalling.onNote(tellPageNote);
  return signalling;
}

/** Nobody signed in here, or not any more: the socket is opened as a passer-by. @throws ApiError where nobody can say */
async function ticket(): Promise<string | undefined> {
  if (!access.mayRenew()) return undefined;
  try {
    return (await call('socketTicket', { body: {} })).ticket;
  } catch (thrown) {
    if (isSignedOut(thrown)) return undefined;
    throw thrown;
  }
}

function isSignedOut(thrown: unknown): boolean {
  return typeof thrown === 'object' && thrown !== null && 'status' in thrown && thrown.status === 401;
}
