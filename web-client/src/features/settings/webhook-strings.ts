/**
 * Everything the page of webhooks says.
 */
import type { WebhookEvent, WebhookProblem, WebhookState, WebhookType } from '#protocol/http/webhooks.ts';

const events: Readonly<Record<WebhookEvent, readonly [name: string, words: string]>> = {
  'stream.started': ['Stream started', 'You went live.'],
  'stream.ended': ['Stream ended', 'You ended the show, or nothing was sent for a minute.'],
  'stream.viewers': ['Viewer counts', 'How many watch: once a minute at most, when the number changed.'],
  'tip.received': ['Tips', 'Each tip as you see it, private ones too. Anonymous givers stay unnamed.'],
};
const problems: Readonly<Record<WebhookProblem, string>> = {
  forbidden: 'The address does not lead to the public internet',
  unknown: 'The name could not be found',
  timeout: 'No whole answer within ten seconds',
  tls: 'The certificate does not hold',
  connection: 'The connection failed',
  redirect: 'Answered with a redirect, which is not followed',
  refused: 'Not taken',
  gone: 'Answered 410: gone',
  paused: 'Not sent: the webhook was paused',
  not_performing: 'Not sent: you were not performing then',
  backlog: 'Not sent: too much was waiting',
  lost: 'Not sent: something went wrong on our side',
};

export const strings = {
  title: 'Webhooks',
  needPerformer: 'Webhooks come with performing: become a performer in your profile.',
  words:
    'Programs of yours can hear of your shows and tips: we send a signed request to an address of yours whenever something happens.',
  gone: 'It is not there any more.',
  add: 'Add a webhook',
  none: 'No webhooks yet',
  noneWords: 'A light that flashes with every tip, a bot that says you are live: give us an address and we call it.',
  full: (most: number) => `You have ${most}, which is as many as one can.`,
  events,
  active: 'Active',
  paused: 'Paused',
  failing: 'Failing',
  pausedBecause: {
    owner: 'You paused it. What happens meanwhile is not sent.',
    failing: 'It took nothing for three days, so we stopped. Repair it, resume it, and send again what failed.',
    gone: 'It answered that it is gone (410), so we stopped.',
  },
  failingSince: (moment: string) => `Nothing was taken since ${moment}`,
  waiting: (count: number) => `${count} waiting`,
  last: (words: string, moment: string) => `Last: ${words}, ${moment}`,
  nothingSent: 'Nothing was sent yet',
  oldSecretUntil: (moment: string) => `The secret before works until ${moment}`,
  ping: 'Send a ping',
  pinged: 'A ping is on its way',
  more: (url: string) => `More for ${url}`,
  edit: 'Change',
  pause: 'Pause',
  resume: 'Resume',
  rotate: 'New secret',
  replayFailed: 'Send failed ones again',
  remove: 'Remove',
  replayed: (count: number) => (count === 0 ? 'Nothing failed in the last 30 days' : `${count} on their way again`),
  replayedMore: (count: number) => `${count} on their way again. There are more: send them when these are through.`,
  form: {
    addTitle: 'Add a webhook',
    editTitle: 'Change the webhook',
    url: 'Address',
    urlHint: 'Begins with https:// and is on the public internet.',
    description: 'Description',
    descriptionHint: 'For yourself; may stay empty.',
    descriptionWrong: 'At most 120 characters on one line.',
    events: 'What is sent there',
    noEvents: 'Choose one at least.',
    add: 'Add',
    save: 'Save',
  },
  secret: {
    title: 'Your signing secret',
    words: 'Copy it now: it is not shown again. Your program checks with it that a request is from us.',
    label: 'Secret',
    copy: 'Copy the secret',
    rotated: 'For 24 hours everything is signed with the one before, too, so that you can change over.',
    done: 'I have copied it',
  },
  rotateAsk: 'Make a new secret?',
  rotateWords: 'For 24 hours everything is signed with both. After that the one you have now is worthless.',
  removeAsk: 'Remove this webhook?',
  removeWords: 'Nothing is sent there any more, and its log goes with it.',
  log: {
    title: 'Deliveries',
    words: 'What was sent in the last 30 days. What is not taken is tried again for about a day.',
    none: 'Nothing was sent yet. Try a ping.',
    noneFound: 'Nothing like that.',
    endpoint: 'Webhook',
    state: 'State',
    type: 'What',
    all: 'All',
    older: 'Older ones',
    inspect: (what: string, moment: string) => `Look at ${what}, ${moment}`,
    attempts: (count: number) => (count === 1 ? '1 try' : `${count} tries`),
    next: (moment: string) => `next ${moment}`,
    took: (ms: number) => (ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`),
  },
  states: {
    waiting: 'Waiting',
    delivered: 'Delivered',
    failed: 'Failed',
  } satisfies Record<WebhookState, string>,
  problems,
  inspect: {
    to: 'Sent to',
    id: 'webhook-id',
    body: 'What we send',
    history: 'Tries',
    untried: 'Not tried yet.',
    lost: (n: number) => `Try ${n} was cut off on our side.`,
    signature: 'webhook-signature',
    timestamp: 'webhook-timestamp',
    answer: 'Answer',
    noAnswer: 'No answer',
    emptyAnswer: 'Nothing in it',
    replay: 'Send it again',
    now: 'Send it now',
    replayed: 'On its way again',
  },
  verify: {
    title: 'Checking the signature',
    words:
      'Signatures follow Standard Webhooks, so its libraries work. By hand: check that one of the signatures holds, that the time is recent, and drop an id that you have seen: what is not answered with 2xx within ten seconds is sent again under the same id.',
  },
} as const;

/** What a delivery tells of, as a name. */
export function nameOf(type: WebhookType): string {
  return type === 'ping' ? 'Ping' : events[type][0];
}

/** How a receiver checks a signature, in the language of ours. */
export const snippet = `import { createHmac, timingSafeEqual } from 'node:crypto';

/** @param body the raw text of the request, before it is parsed */
export function isFromBusker(headers, body, secret) {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  if (Math.abs(Date.now() / 1000 - timestamp) > 300) return false;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const expected = createHmac('sha256', key)
    .update(\`\${id}.\${timestamp}.\${body}\`).digest();
  return headers['webhook-signature'].split(' ').some((one) => {
    const given = Buffer.from(one.replace('v1,', ''), 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}`;
