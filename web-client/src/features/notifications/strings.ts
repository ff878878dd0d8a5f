/**
 * Everything the bell says.
 */
export const strings = {
  bell: (unread: number) => (unread === 0 ? 'Notifications' : `Notifications, ${unread} unread`),
  unreadShort: (unread: number) => (unread > 99 ? '99+' : String(unread)),
  title: 'Notifications',
  readAll: 'Mark all read',
  settings: 'Notification settings',
  unread: 'Unread:',
  empty: 'Nothing yet. Follow somebody, and the bell rings when they go live.',
  older: 'Show older ones',
  failed: 'The notifications did not come through.',
  again: 'Try again',
  loading: 'Looking for notifications',
  watch: 'Watch',
  watchHint: 'Also under Notifications, in the header',
} as const;
