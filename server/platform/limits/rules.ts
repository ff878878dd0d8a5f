/**
 * Every rate limit there is: so many in so many seconds for one key. LIMITS_FACTOR multiplies the numbers, never the times.
 */
export interface LimitRule {
  readonly most: number;
  readonly perSeconds: number;
  /** What the number is counted for. */
  readonly per: 'account' | 'ip';
}

export const limitRules = {
  /** By e-mail address, known or not: guessing one person's password. */
  loginAccount: { most: 10, perSeconds: 60, per: 'account' },
  /** One address guessing at many people; a household or an office must still get in. */
  loginIp: { most: 60, perSeconds: 60, per: 'ip' },
  /** A page refreshes every ten minutes and on loading. */
  refreshIp: { most: 120, perSeconds: 60, per: 'ip' },
  /** From a device that signed in to the account before: strangers cannot use it up. */
  loginKnownDevice: { most: 10, perSeconds: 60, per: 'account' },
  /** Codes of a second factor: six digits must not be guessed, three of a million are good at any time. */
  code: { most: 20, perSeconds: 3_600, per: 'account' },
  codeKnownDevice: { most: 20, perSeconds: 3_600, per: 'account' },
  codeSignIn: { most: 20, perSeconds: 3_600, per: 'account' },
  /** Six-digit codes, from wherever they come: for an account, and for each device and sign-in that was proved by one before. */
  codeDay: { most: 100, perSeconds: 86_400, per: 'account' },
  /** Mails which say that they were used up. */
  codesTold: { most: 1, perSeconds: 86_400, per: 'account' },
  /** Proving once more that one is oneself; only who is signed in can use it up. */
  proof: { most: 10, perSeconds: 60, per: 'account' },
  passkeyIp: { most: 60, perSeconds: 60, per: 'ip' },
  registerIp: { most: 5, perSeconds: 3_600, per: 'ip' },
  /** Using links that were mailed. */
  linkIp: { most: 30, perSeconds: 60, per: 'ip' },
  /** Each sends a mail to somebody who perhaps did not ask. */
  forgotIp: { most: 20, perSeconds: 3_600, per: 'ip' },
  /** Above it nothing is mailed and nobody is told: a stranger could have used it up. */
  forgotAccount: { most: 5, perSeconds: 3_600, per: 'account' },
  /** From a device that signed in to the account before: strangers cannot use it up. */
  forgotKnownDevice: { most: 5, perSeconds: 3_600, per: 'account' },
  resend: { most: 5, perSeconds: 3_600, per: 'account' },
  socketTicket: { most: 30, perSeconds: 60, per: 'account' },
  socketIp: { most: 20, perSeconds: 60, per: 'ip' },
  /** Ingest keys: each ends what is sent with the one before. */
  ingestKey: { most: 20, perSeconds: 60, per: 'account' },
  /** Sessions that programs open over HTTP: an encoder tries again every few seconds. */
  whipIp: { most: 60, perSeconds: 60, per: 'ip' },
  /** Candidates that come late, one by one, for several sessions. */
  whipChangeIp: { most: 600, perSeconds: 60, per: 'ip' },
  createStream: { most: 30, perSeconds: 60, per: 'account' },
  /** Each may be told to everybody who follows; starting again after a loss must go on. */
  startStream: { most: 20, perSeconds: 60, per: 'account' },
  editStream: { most: 20, perSeconds: 60, per: 'account' },
  /** Somebody who types is asked for once per word, not once per letter. */
  searchIp: { most: 120, perSeconds: 60, per: 'ip' },
  /** Follows and unfollows alike: each may be told to somebody. */
  follow: { most: 60, perSeconds: 60, per: 'account' },
  editProfile: { most: 20, perSeconds: 60, per: 'account' },
  /** Preferences and settings: switches that are played with. */
  preferences: { most: 120, perSeconds: 60, per: 'account' },
  /** Each is decoded and made anew. */
  avatar: { most: 10, perSeconds: 600, per: 'account' },
  /** Goals, menus and addresses of overlays: each is told to rooms, or ends what stood before. */
  tipBoard: { most: 60, perSeconds: 60, per: 'account' },
  /** Each adds up a month of tips. */
  tipBoardIp: { most: 120, perSeconds: 60, per: 'ip' },
  /** A page asks ten times a second at most, where tips come as fast; some have it in several scenes. */
  overlay: { most: 6_000, perSeconds: 60, per: 'account' },
  overlayIp: { most: 6_000, perSeconds: 60, per: 'ip' },
  /** Lines of chat, over all rooms. */
  chat: { most: 5, perSeconds: 5, per: 'account' },
  /** What one page measured, by its session: it says so every ten seconds. */
  qualityReport: { most: 1, perSeconds: 5, per: 'account' },
  /** Looking at people and at the audit log: each look is an entry in it. */
  adminRead: { most: 120, perSeconds: 60, per: 'account' },
  /** Transports for checking ways to the media, five a check: each takes one of a node for half a minute. */
  connectionIp: { most: 60, perSeconds: 60, per: 'ip' },
  /** The operator's view of the media: a page asks every three seconds, and has a few tabs. */
  mediaRead: { most: 240, perSeconds: 60, per: 'account' },
  /** A person decides about people: nobody does that by the hundred. */
  adminAct: { most: 30, perSeconds: 60, per: 'account' },
  /** Up to some tens of megabytes. */
  auditExport: { most: 6, perSeconds: 60, per: 'account' },
  /** Adding, changing, rotating, sending again. */
  webhookAct: { most: 30, perSeconds: 60, per: 'account' },
  /** Each is a request to somebody. */
  webhookPing: { most: 10, perSeconds: 60, per: 'account' },
  /** An open page asks for endpoints and log every few seconds. */
  webhookRead: { most: 240, perSeconds: 60, per: 'account' },
  tips: { most: 10, perSeconds: 1, per: 'account' },
  /** Balance, earnings, limits: while money moves, an open page asks for each of them every two and a half seconds. */
  moneyRead: { most: 240, perSeconds: 60, per: 'account' },
  /** Statements and histories of tips; a page that was scrolled asks for all it shows, as often. */
  moneyPage: { most: 240, perSeconds: 60, per: 'account' },
  /** A year of movements or tips. */
  moneyFile: { most: 6, perSeconds: 60, per: 'account' },
  /** Reads everything there is about a person. */
  personalExport: { most: 3, perSeconds: 3_600, per: 'account' },
  erase: { most: 5, perSeconds: 3_600, per: 'account' },
} as const satisfies Record<string, LimitRule>;

export type LimitName = keyof typeof limitRules;
