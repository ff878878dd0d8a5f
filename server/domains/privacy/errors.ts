/** What privacy refuses, in words for the person. */
import { type CodedRefusal, refusal } from '#protocol/errors.ts';

/** CONFLICT: what staff may do is handed back before the account goes. */
export const staffFirst = (roles: readonly string[]): CodedRefusal =>
  refusal('CONFLICT', 'Your account has rights over others. Ask an admin to take them back first.', { roles });

/** CONFLICT: people are watching. */
export const stillLive = (): CodedRefusal => refusal('CONFLICT', 'You are live. End your show first.');
