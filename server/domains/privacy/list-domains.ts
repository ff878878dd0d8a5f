/**
 * Every domain that keeps something about people: the one table that export, erasure and the test of their completeness
 * read. In the order in which they erase: first what others see.
 */
import type { PersonalData } from '#platform/database/index.ts';
import { accountsPersonalData } from '../accounts/index.ts';
import { adminPersonalData } from '../admin/index.ts';
import { auditPersonalData } from '../audit/index.ts';
import { channelsPersonalData } from '../channels/index.ts';
import { chatPersonalData } from '../chat/index.ts';
import { ledgerPersonalData } from '../ledger/index.ts';
import { moderationPersonalData } from '../moderation/index.ts';
import { notificationsPersonalData } from '../notifications/index.ts';
import { policiesPersonalData } from '../policies/index.ts';
import { profilesPersonalData } from '../profiles/index.ts';
import { streamsPersonalData } from '../streams/index.ts';
import { tipsPersonalData } from '../tips/index.ts';
import { walletsPersonalData } from '../wallets/index.ts';
import { webhooksPersonalData } from '../webhooks/index.ts';
import { privacyPersonalData } from './personal-data.ts';

/** By the name of the domain. A new one is added here, or the test that reads the database's columns fails. */
export function listDomains(): Readonly<Record<string, PersonalData>> {
  return {
    accounts: accountsPersonalData,
    profiles: profilesPersonalData,
    streams: streamsPersonalData,
    chat: chatPersonalData,
    tips: tipsPersonalData,
    webhooks: webhooksPersonalData,
    channels: channelsPersonalData,
    moderation: moderationPersonalData,
    notifications: notificationsPersonalData,
    policies: policiesPersonalData,
    wallets: walletsPersonalData,
    admin: adminPersonalData,
    audit: auditPersonalData,
    ledger: ledgerPersonalData,
    privacy: privacyPersonalData,
  };
}
