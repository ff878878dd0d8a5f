/**
 * One's own account and page: profile, security, preferences, notifications, privacy, channel, webhooks. Each is a page of its own.
 */
export { ChannelSettings } from './channel-settings.tsx';
export { NotificationSettings } from './notification-settings.tsx';
export { PreferenceSettings } from './preference-settings.tsx';
export { PrivacySettings } from './privacy-settings.tsx';
export { ProfileSettings } from './profile-settings.tsx';
export { SecuritySettings } from './security-settings.tsx';
export { SettingsFrame } from './settings-frame.tsx';
export { WebhooksSettings } from './webhooks-settings.tsx';
