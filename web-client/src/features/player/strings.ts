/**
 * Everything the player says.
 */
export interface Saying {
  readonly title: string;
  readonly words: string;
}

/** By the code of the refusal; what is not named here is `broken`. */
const refused: Readonly<Record<string, Saying>> = {
  NOT_FOUND: { title: 'There is no such show', words: 'Its address may be mistyped, or it is gone.' },
  AGE_ASSURANCE_REQUIRED: {
    title: 'For adults only',
    words: 'This show asks for proof of age, which cannot be given here. Open it on Busker.',
  },
  TICKET_REQUIRED: {
    title: 'A ticket, please',
    words: 'Only those who have a ticket come in. Open it on Busker to see how.',
  },
  BANNED: { title: 'You cannot come in', words: 'You were shut out of this channel.' },
  UNSUPPORTED: {
    title: 'This browser cannot play it',
    words: 'It has no WebRTC, or it is switched off. Try another browser.',
  },
};

export const strings = {
  refused,
  broken: { title: 'It cannot be played here', words: 'Open it on Busker, or load this page again.' },
  starting: { title: 'Connecting', words: 'The picture comes in a moment.' },
  waiting: { title: 'Not live at the moment', words: 'This page waits, and begins by itself.' },
  full: { title: 'The room is full', words: 'This page waits for a seat, and begins by itself.' },
  trouble: { title: 'The connection was lost', words: 'This page keeps trying by itself.' },
  show: (title: string, performer: string) => `${title}, by ${performer}`,
  video: 'What is shown',
  sound: 'Turn on sound',
  open: 'Watch on Busker',
  opensElsewhere: 'Watch on Busker (in a new tab)',
} as const;
