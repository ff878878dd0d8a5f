/**
 * What the room and the studio both show of a live conversation: who is here, how the connection is. React, unlike
 * signalling and media.
 */
export { ConnectionBanner, type ConnectionBannerProps } from './connection-banner.tsx';
export { type OpenPerson, PresencePanel, type PresencePanelProps } from './presence-panel.tsx';
export { useReadable } from './use-readable.ts';
