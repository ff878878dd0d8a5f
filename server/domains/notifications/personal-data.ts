/**
 * What notifications keep about a person: what they were told, what they want to be told, and what others were told of them.
 * Export hands out the first two. Erasure deletes them; lines of others that name the person are taken back right after, as a
 * reaction to `account.erased`, because there may be a million.
 */
import type { PersonalData } from '#platform/database/index.ts';
import { describeNotification } from './describe-notification.ts';
import { deletePerson, findAll, findSettings } from './store.ts';

export const notificationsPersonalData: PersonalData = {
  columns: {
    notification: ['user_id', 'subject_id'],
    notification_settings: ['user_id'],
    notification_round: ['performer_id'],
  },
  export: async (read, userId) => ({
    notifications: (await findAll(read, userId)).map(describeNotification),
    'notification-settings': await findSettings(read, userId),
  }),
  erase: (tx, { userId }) => deletePerson(tx, userId),
};
