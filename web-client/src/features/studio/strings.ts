/**
 * Everything the studio says to a performer.
 */
import type { BrowserName, CaptureProblem } from '../../media/index.ts';
import type { Step } from './broadcast-state.ts';

const problems: Record<CaptureProblem, { title: string; words: string }> = {
  denied: { title: 'Your browser keeps it from us', words: 'Permission was denied. This is how to give it:' },
  dismissed: { title: 'The question was closed', words: 'Press Try again, and choose Allow when the browser asks.' },
  missing: { title: 'Nothing is plugged in', words: 'No device was found. Plug one in; it is noticed by itself.' },
  busy: { title: 'Another program is using it', words: 'Close the other program or tab, then try again.' },
  insecure: {
    title: 'Only over https',
    words: 'Browsers give cameras and microphones only to pages opened over https.',
  },
  failed: { title: 'It could not be started', words: 'The browser did not say why. Trying again often helps.' },
};

const permissionHelp: Record<BrowserName, readonly string[]> = {
  chrome: ['Press the icon left of the address.', 'Switch Camera and Microphone on.', 'Press Try again.'],
  'chrome-android': ['Press the icon left of the address.', 'Open Permissions and allow both.', 'Press Try again.'],
  edge: ['Press the lock left of the address.', 'Set Camera and Microphone to Allow.', 'Press Try again.'],
  firefox: [
    'Press the crossed-out camera left of the address.',
    'Remove “Blocked” beside Camera and Microphone.',
    'Press Try again, and choose Allow.',
  ],
  safari: [
    'Open Safari, Settings, Websites.',
    'Set Camera and Microphone for this site to Allow.',
    'Load this page again.',
  ],
  'safari-ios': [
    'Press the icon left of the address, then Website Settings.',
    'Allow Camera and Microphone.',
    'Load this page again.',
  ],
  other: [
    'Open the settings of this website in your browser.',
    'Allow camera and microphone.',
    'Load this page again.',
  ],
};

const steps: Record<Step, string> = {
  announcing: 'Announcing your show',
  entering: 'Opening the room',
  sending: 'Connecting camera and microphone',
  opening: 'Opening the doors',
  confirming: 'Waiting for your picture to arrive',
};

export const strings = {
  title: 'Studio',
  offAir: { title: 'You are NOT live', words: 'Nobody can see or hear you.' },
  starting: { title: 'Going live …', words: 'You are NOT live yet.' },
  onAir: { title: 'LIVE', words: 'Everybody in your room sees and hears you.' },
  nothing: { title: 'LIVE, but nothing arrives', words: 'Viewers see a still picture. We keep trying.' },
  elsewhere: { title: 'LIVE from another tab', words: 'Your show is sent from somewhere else.' },
  over: { title: 'You are NOT live', words: 'Your show has ended.' },
  pageTitle: { off: 'NOT live · Studio', on: (title: string) => `● LIVE · ${title}` },
  onAirFor: (time: string) => `On air for ${time}`,
  steps,
  preview: {
    label: 'Your camera, as in a mirror',
    asking: 'Your browser asks for camera and microphone. Choose Allow.',
  },
  noPicture: 'No picture',
  offAirBadge: 'Preview, not live',
  camera: {
    name: 'Camera',
    off: 'Camera is off',
    picker: 'Which camera',
    none: 'No camera found',
    unknown: 'Shown once it is allowed',
  },
  microphone: {
    name: 'Microphone',
    off: 'Microphone is off',
    picker: 'Which microphone',
    none: 'No microphone found',
    unknown: 'Shown once it is allowed',
  },
  level: 'Microphone level',
  problems,
  permissionHelp,
  tryAgain: 'Try again',
  form: {
    legend: 'Your show',
    title: 'Title',
    titleHint: 'What people read before they come in',
    titleFault: 'Give your show a title of up to 120 letters.',
    tags: 'Tags',
    tagsHint: 'Up to eight words, such as: jazz guitar unplugged',
    tagsFault: 'At most eight tags, each of up to 24 letters, digits or hyphens.',
    adult: 'For adults only',
    adultWords: 'People must prove that they are over 18',
    ticketed: 'Private, with a ticket',
    ticketedWords: 'Only those who bought one come in',
    price: 'Price in tokens',
    priceFault: 'A whole number from 1 to 1,000,000.',
  },
  goLive: 'Go live',
  cannot: 'Switch on a camera or a microphone first.',
  endShow: 'End show',
  cancel: 'Stop trying',
  room: {
    title: 'Your room',
    link: 'Link to your room',
    copy: 'Copy link',
    copied: 'The link is copied',
    open: 'Open',
  },
  watching: 'watching',
  health: {
    title: 'What arrives',
    waiting: 'Waiting for the first report',
    good: 'All is well',
    weak: 'Some quality is missing',
    none: 'Nothing arrives',
    weakAdvice:
      'Your upload is slow just now. Viewers get the lower layers; move closer to your router or use a cable.',
    noneAdvice: 'Check your connection. We keep trying by ourselves.',
    layers: { r2: 'High', r1: 'Medium', r0: 'Low' } as Readonly<Record<string, string>>,
    sound: 'Sound',
    picture: 'Picture',
    off: 'off',
    missing: 'missing',
  },
  end: {
    title: 'End your show?',
    words: 'Everybody in the room sees that it is over. You can go live again at once.',
    keep: 'Keep playing',
    end: 'End show',
  },
  leave: 'You are live. If you leave the studio, your audience sees a still picture. Leave all the same?',
  takenOver: { words: 'Another tab or device of yours took over.', action: 'Send from here' },
  summary: {
    title: 'That was your show',
    time: 'On air',
    peak: 'Most people at once',
    again: 'Go live again',
    home: 'To the front page',
  },
  goOn: {
    title: (title: string) => `You are still live with “${title}”`,
    words: 'This page was loaded anew and sends nothing yet. Your audience is waiting.',
    action: 'Go on with the show',
    end: 'End it',
  },
  problem: {
    NOTHING_ARRIVES: 'The server does not receive your camera yet. A firewall may be in the way; we keep trying.',
    MEDIA_UNAVAILABLE: 'No media server is free just now. Try again in a moment.',
    OFFLINE: 'Busker could not be reached. Check your connection and try again.',
    CONNECTION_LOST: 'The connection was lost on the way. Try again.',
    TIMED_OUT: 'The server took too long. Try again.',
    FORBIDDEN: 'Your account may not go live.',
    UNAUTHENTICATED: 'You were signed out. Sign in and try again.',
    other: (message: string) => message || 'Something went wrong on our side. Try again.',
  },
} as const;
