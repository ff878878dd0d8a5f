/**
 * Which module alone may know which library; `.dependency-cruiser.mjs` makes rules of it.
 */

/**
 * Where each library may be known, and nowhere else. `where` are the only modules that may import a module of `library`.
 */
export const libraries = [
  {
    name: 'express-only-at-the-http-edge',
    library: npm('express', 'express-serve-static-core'),
    where: [
      '^server/(app|api)\\.ts$',
      '^server/platform/(http|websocket)/',
      '^server/domains/[^/]+/routes\\.ts$',
      '^tests/',
    ],
    instead: 'parse and answer in routes.ts, hand plain values to a use case',
  },
  {
    name: 'database-only-in-stores',
    library: ['^prisma/client/', ...npm('@prisma/[^/]+', 'pg', 'pg-[^/]+')],
    where: ['^server/platform/database/', '^server/domains/[^/]+/store[a-z-]*\\.ts$', '^prisma/', '^infra/', '^tests/'],
    instead: 'put the query into the store.ts of the domain that owns the rows',
  },
  {
    name: 'stripe-only-in-its-platform',
    library: npm('stripe'),
    where: ['^server/platform/stripe/', '^tests/'],
    instead: 'use what platform/stripe offers',
  },
  {
    name: 'bullmq-only-in-its-platform',
    library: npm('bullmq'),
    where: ['^server/platform/queue/', '^tests/'],
    instead: 'declare the job in jobs.ts, platform/queue runs it',
  },
  {
    name: 'ioredis-only-in-its-platform',
    library: npm('ioredis'),
    // A media node registers itself in Redis and may not import the platform.
    where: ['^server/platform/(redis|queue)/', '^sfu-workers/.*registration\\.ts$', '^tests/'],
    instead: 'use what platform/redis offers',
  },
  {
    name: 'obscenity-only-in-wording',
    library: npm('obscenity'),
    where: ['^server/domains/wording/match-profanity\\.ts$', '^tests/'],
    instead: 'ask wording with judgeText',
  },
  {
    name: 'nodemailer-only-in-the-mailer',
    library: npm('nodemailer'),
    where: ['^server/platform/mailer/', '^tests/'],
    instead: 'hand the mail to platform/mailer',
  },
  {
    name: 'second-factors-only-in-accounts',
    library: npm('otpauth', '@simplewebauthn/server', '@node-rs/argon2'),
    where: ['^server/domains/accounts/', '^tests/'],
    instead: 'ask accounts, which alone knows how people prove who they are',
  },
  {
    name: 'sharp-only-in-profiles',
    library: npm('sharp'),
    where: ['^server/domains/profiles/', '^tests/'],
    instead: 'pictures of people are profiles’; another use is a platform module first',
  },
  {
    name: 'sdp-only-in-its-platform',
    library: npm('sdp-transform'),
    where: ['^server/platform/sdp/', '^tests/'],
    instead: 'read and write SDP with platform/sdp',
  },
  {
    name: 'mediasoup-only-in-media-nodes',
    library: npm('mediasoup'),
    where: ['^sfu-workers/', '^tests/'],
    instead: 'ask a media node through server/platform/media-plane',
  },
];

/** Matches npm packages by name, installed or not, and their type packages. @param {string[]} names */
export function npm(...names) {
  return [`(^|^node_modules/(@types/)?)(${names.join('|')})(/|$)`];
}
