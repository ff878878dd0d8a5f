/**
 * Everything the front page says.
 */
export const strings = {
  heroTitle: 'The street is live.',
  heroWords:
    'Musicians, poets and performers, straight from their corner to yours, in under a third of a second. Stop, listen, stay.',
  heroAction: 'Start watching',
  heroPerform: 'Create an account',
  title: 'Live now',
  howMany: (count: number) => (count === 1 ? '1 performer is live' : `${count} performers are live`),
  loading: 'Looking who is live',
  watching: (count: number) => (count === 1 ? 'person watching' : 'people watching'),
  liveFor: (time: string) => `Live for ${time}`,
  justStarted: 'Just started',
  enter: 'Step closer',
  adult: '18+',
  price: (tokens: string) => `${tokens} tokens`,
  empty: {
    title: 'Nobody is playing right now',
    words: 'The corner is quiet. New shows appear here by themselves the moment they begin.',
    action: 'Be the first to go live',
  },
  nothingFound: {
    title: 'Nobody live fits this',
    words: 'Try another word or another tag, or see everybody.',
    action: 'Show everybody',
  },
  search: 'Search performers, titles and tags',
  searchShort: 'Search',
  clear: 'Clear the search',
  tags: 'Tags',
  tagLive: (tag: string, live: number) => `${tag}, ${live} live`,
  followed: 'Live from people you follow',
  others: 'Everybody else',
  soon: 'Starting soon',
  soonAt: (when: string) => `Starts ${when}`,
  soonIn: (minutes: number) => `Starts in ${minutes} min`,
  soonNow: 'About to start',
  failed: {
    offline: 'Busker cannot be reached',
    offlineWords: 'Check your connection. We keep trying, and the list comes back by itself.',
    server: 'The list did not come through',
    serverWords: 'Busker is catching its breath. We keep trying, and the list comes back by itself.',
    retry: 'Try again',
    stale: 'This list may be out of date: Busker cannot be reached at the moment.',
  },
} as const;
