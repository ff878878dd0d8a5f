/**
 * Everything a room says to its audience.
 */
export const strings = {
  title: 'Room',
  stage: 'Stage',
  video: (name: string) => `Live picture of ${name}`,
  joining: 'Entering the room',
  beside: 'Beside the stage',
  live: 'Live',
  watching: 'watching',
  adult: '18+',
  tags: 'Tags',
  hear: 'Tap to hear',
  hearWords: 'Your browser starts every page in silence.',
  controls: {
    group: 'Player',
    play: 'Play',
    pause: 'Pause',
    mute: 'Mute',
    unmute: 'Unmute',
    volume: 'Volume',
    fullscreen: 'Full screen',
    leaveFullscreen: 'Leave full screen',
    pip: 'Picture in picture',
    theatre: 'Theatre view',
    help: 'Keyboard shortcuts',
    quality: 'Picture quality',
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    words: 'They work anywhere in the room, except while you type.',
    list: [
      { key: 'm', does: 'Sound on or off' },
      { key: 'f', does: 'Full screen' },
      { key: 't', does: 'Theatre view' },
      { key: 'p', does: 'Picture in picture' },
      { key: 'k', does: 'Play or pause' },
      { key: '?', does: 'This help' },
    ],
  },
  hold: {
    muted: 'Our moderators muted the sound.',
    blurred: 'Our moderators blurred the picture.',
  },
  cover: {
    joining: { title: 'Entering the room', words: '' },
    connecting: { title: 'Tuning in', words: '' },
    soon: { title: 'Starting soon', words: (name: string) => `${name} is setting up. The picture comes by itself.` },
    cameraOff: { title: 'The camera is off', words: (name: string) => `${name} is still here.` },
    soundOnly: { title: 'Sound only', words: (name: string) => `${name} plays without a picture.` },
    listening: {
      title: 'Sound only, as you chose',
      words: (name: string) => `${name} plays on. No picture is loaded.`,
      action: 'Show the picture',
    },
    away: {
      title: 'Back in a moment',
      words: (name: string) => `Waiting for ${name}. The picture comes back by itself.`,
    },
    interrupted: {
      title: 'The picture is coming back',
      words: 'The way to the show was interrupted. It is found again by itself.',
      check: 'Check the connection (opens a new tab)',
    },
    held: {
      title: 'Paused by our moderators',
      words: 'The show may go on in a moment. You can stay: it starts again by itself.',
    },
    unsupported: {
      title: 'This browser cannot show live video',
      words: 'A current Chrome, Edge, Firefox or Safari can.',
    },
  },
  ended: {
    title: 'The show has ended',
    words: (name: string) => `Thank you for listening to ${name}.`,
    action: 'See who is live',
    stay: 'If they start again, it begins here by itself.',
  },
  refused: {
    notFound: {
      title: 'There is no such room',
      words: 'The link may be mistyped, or the show was taken off the street long ago.',
    },
    full: { title: 'This room is full', words: 'Every place is taken just now. Somebody may leave in a moment.' },
    age: {
      title: 'For adults only',
      words: 'This show is for people over 18. Sign in with an account whose age has been checked.',
    },
    ticket: {
      title: 'A ticket, please',
      words: (price: string | undefined) =>
        price === undefined
          ? 'This is a private show with a ticket.'
          : `This is a private show. A ticket costs ${price} tokens.`,
    },
    signIn: { title: 'Sign in to enter', words: 'This room is for people who are signed in.' },
    banned: {
      title: 'You were shut out of this channel',
      words: 'Those who moderate it decided so. They alone can let you back in.',
    },
    forbidden: { title: 'You cannot enter this room', words: 'It is open to others, but not to you.' },
    failed: { title: 'We cannot get you in just now', words: 'That is our fault, not yours. We keep trying.' },
    again: 'Try again',
    signInAction: 'Sign in',
    signInWhy: 'to enter this room',
    home: 'See who is live',
  },
  news: {
    live: (title: string) => `${title} is live.`,
    away: (name: string) => `${name} will be back in a moment.`,
    interrupted: 'The picture is coming back.',
    listening: 'Sound only.',
    ended: 'The show has ended.',
    cameraOff: 'The camera was switched off.',
    soon: 'The show has not started yet.',
  },
} as const;
