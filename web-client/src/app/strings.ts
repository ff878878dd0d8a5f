/**
 * Everything the shell says.
 */
export const strings = {
  skip: 'Skip to content',
  home: 'Busker, home',
  nav: 'Account',
  signIn: 'Sign in',
  signOut: 'Sign out',
  signedOut: 'You are signed out',
  signUp: 'Create account',
  goLive: 'Go live',
  myPage: 'My page',
  settings: 'Settings',
  wallet: 'Wallet',
  perform: 'Become a performer',
  prices: 'Prices and shares',
  about: 'About Busker',
  admin: 'Administration',
  signInFor: {
    settings: { title: 'Sign in to see your settings', why: 'to see your settings' },
    admin: { title: 'Sign in to administer', why: 'to administer' },
    wallet: { title: 'Sign in to see your wallet', why: 'to see your wallet' },
  },
  accountOf: (name: string) => `Account of ${name}`,
  loading: 'Loading',
  notFound: {
    title: 'Nobody plays on this corner',
    words: 'The page you were looking for is not here. It may have moved on, as street musicians do.',
    action: 'See who is live',
  },
  missing: {
    dock: 'Chat and tips could not be loaded. The show goes on.',
    tips: 'Tips could not be loaded. The show goes on.',
    tipsAgain: 'Load tips',
    still: 'It still does not work. Loading the page again may help.',
    again: 'Try again',
    reload: 'Load the page again',
  },
  broken: {
    title: 'Something fell over',
    words: 'That was our fault, not yours. Loading the page again usually helps.',
    action: 'Load again',
  },
  studio: {
    title: 'Studio',
    signIn: 'Sign in to open the studio',
    signInWords: 'From here you check your camera and sound, and go live.',
    signInWhy: 'to open the studio',
    notPerformer: 'The studio is for performers',
    notPerformerWords: (name: string) => `${name} is signed in with an account that cannot go live.`,
    toFront: 'See who is live',
  },
} as const;
