/**
 * What the shared live parts say.
 */
export const strings = {
  reconnecting: (attempt: number) => `Connection lost. Reconnecting, attempt ${attempt}.`,
  reconnectingWords: 'The show goes on without you for a moment; you will be put back where you were.',
  tryNow: 'Try now',
  offline: 'You are offline.',
  offlineWords: 'This device has no network just now. As soon as it has, you are put back where you were.',
  ended: {
    'taken-over': {
      title: 'This page is open somewhere else',
      words: 'Another tab took this place over.',
      action: 'Use it here',
    },
    'signed-out': {
      title: 'Your session has ended',
      words: 'You were signed out, here or elsewhere.',
      action: 'Connect again',
    },
    outdated: {
      title: 'This page is out of date',
      words: 'Busker was updated while it was open.',
      action: 'Load again',
    },
    closed: { title: 'The connection is closed', words: 'You left this room.', action: 'Connect again' },
  },
  here: 'Who is here',
  people: 'Everybody in this room',
  nobody: 'Nobody yet',
  nobodyWords: 'The first to arrive gets the best spot.',
  guests: (count: number, named: number) => {
    const people = count === 1 ? '1 passer-by' : `${count} passers-by`;
    return named > 0 ? `and ${people}` : people;
  },
  guestsWords: 'Watching without signing in',
  about: (name: string) => `About ${name}`,
  you: 'you',
  performer: 'Performer',
  watching: (count: number) => (count === 1 ? '1 person is here' : `${count} people are here`),
} as const;
