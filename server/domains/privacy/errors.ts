/** What privacy refuses, in words for the person. */
import { type CodedRefusal, refusal } from '#protocol/errors.ts';

/** CONFLICT: what staff may do is handed back before the account goes. */
export const staffFirst = (roles: readonly string[]): CodedRefusal =>
  refusal('CONFLICT', 'Your account has rights over others. Ask an admin to take them back first.', { roles });

/** OVERLOADED: one copy at a time. */
export const exportsBusy = (): CodedRefusal =>
  refusal('OVERLOADED', 'Somebody else’s copy is being made. Try again in a minute.');

/** CONFLICT: people are watching. */
export const stillLive = (): CodedRefusal => refusal('CONFLICT', 'You are live. End your show first.');
