/** News of accounts. Bodies hold ids and no secrets: who mails a link makes its token. */
import { z } from 'zod';
import type { EventSchemas } from '#platform/outbox/index.ts';
import { protectionChanges } from './rules/notice-mail.ts';

const ofUser = z.object({ userId: z.uuid() });

export const accountEvents = {
  /** A sign-in can no longer be used, whatever the reason: what stands on it (sockets) must end. Key: the sign-in. */
  'sign-in.ended': z.object({ signInId: z.uuid(), userId: z.uuid() }),
  /** Somebody opened an account. Key: the person, as in all below. */
  'account.registered': ofUser,
  /** A link is to be mailed. The id may be nobody's: asking for an address without an account costs the same. */
  'account.link-asked': z.object({ userId: z.uuid(), kind: z.enum(['verify', 'reset']) }),
  /** The person's roles are others now: access tokens of an older version count no more, their sockets greet again. */
  'account.rights-changed': z.object({ userId: z.uuid(), rightsVersion: z.int() }),
  /** What the account is protected by is another now, or was tried; its owner is told. */
  'account.protection-changed': z.object({ userId: z.uuid(), change: z.enum(protectionChanges) }),
  'account.suspended': ofUser,
  'account.erased': ofUser,
} as const satisfies EventSchemas;

export type AccountEvents = typeof accountEvents;
