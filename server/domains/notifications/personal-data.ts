/**
 * What notifications keep about a person: what they were told, what they want to be told, and what others were told of them.
 * Export hands out the first two. Erasure deletes all of it; first the rounds of their shows, so that nobody is told of them
 * any more.
 */
import { atOnce, inPages, type PersonalData, shrinking } from '#platform/database/index.ts';
import { describeNotification } from './describe-notification.ts';
import { findSettings, type NotificationRow } from './store.ts';
import { deleteChoices, deleteNaming, deleteToldTo, findToldTo } from './store-person.ts';

export const notificationsPersonalData: PersonalData = {
  columns: {
    notification: ['user_id', 'subject_id'],
    notification_settings: ['user_id'],
    notification_round: ['performer_id'],
  },
  export: (read, userId) => ({
    async *notifications() {
      const page = (after: NotificationRow | undefined, limit: number) => findToldTo(read, userId, after, limit);
      for await (const row of inPages(page)) yield describeNotification(row);
    },
    'notification-settings': () => findSettings(read, userId),
  }),
  erase: {
    choices: atOnce((tx, { userId }) => deleteChoices(tx, userId)),
    told: shrinking((tx, { userId }, most) => deleteToldTo(tx, userId, most)),
    naming: shrinking((tx, { userId }, most) => deleteNaming(tx, userId, most)),
  },
};
