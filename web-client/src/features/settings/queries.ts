/**
 * What the settings ask of the server. Everything personal is kept under `me`, which the app empties when the person changes.
 */
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/index.ts';

export const keys = {
  profile: ['me', 'profile'],
  security: ['me', 'security'],
  signIns: ['me', 'sign-ins'],
  notifications: ['me', 'notification-settings'],
  channel: ['me', 'channel'],
} as const;

export function useOwnProfile() {
  return useQuery({
    queryKey: keys.profile,
    queryFn: ({ signal }) => call('getOwnProfile', { signal }),
    select: ({ profile }) => profile,
  });
}

export function useSecurity() {
  return useQuery({ queryKey: keys.security, queryFn: ({ signal }) => call('readSecurity', { signal }) });
}

export function useSignIns() {
  return useQuery({
    queryKey: keys.signIns,
    queryFn: ({ signal }) => call('listSignIns', { signal }),
    select: ({ signIns }) => signIns,
  });
}

export function useNotificationSettings() {
  return useQuery({
    queryKey: keys.notifications,
    queryFn: ({ signal }) => call('getNotificationSettings', { signal }),
    select: ({ settings }) => settings,
  });
}

export function useChannel() {
  return useQuery({ queryKey: keys.channel, queryFn: ({ signal }) => call('getChannel', { signal }) });
}
