/**
 * The frame of all settings: which there are, and the one that is open.
 */
import { Link } from '@tanstack/react-router';
import { Bell, Gavel, KeyRound, Palette, ShieldCheck, UserRound, Webhook } from 'lucide-react';
import type { ReactNode } from 'react';
import { holds, useSession } from '../../session/index.ts';
import { SecondFactorCall } from './second-factor-call.tsx';
import styles from './settings-frame.module.css';
import { strings } from './strings.ts';

const sections = [
  { to: '/settings/profile', label: strings.nav.profile, icon: <UserRound /> },
  { to: '/settings/security', label: strings.nav.security, icon: <KeyRound /> },
  { to: '/settings/preferences', label: strings.nav.preferences, icon: <Palette /> },
  { to: '/settings/notifications', label: strings.nav.notifications, icon: <Bell /> },
  { to: '/settings/privacy', label: strings.nav.privacy, icon: <ShieldCheck /> },
] as const;
/** What comes with performing. */
const performing = [
  { to: '/settings/channel', label: strings.nav.channel, icon: <Gavel /> },
  { to: '/settings/webhooks', label: strings.nav.webhooks, icon: <Webhook /> },
] as const;

export function SettingsFrame({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const shown = holds(session, 'performer') ? [...sections, ...performing] : sections;
  return (
    <div className={styles.frame}>
      <h1 className={styles.title}>{strings.title}</h1>
      <nav className={styles.nav} aria-label={strings.title}>
        <ul className={styles.links}>
          {shown.map(({ to, label, icon }) => (
            <li key={to}>
              <Link to={to} className={styles.link}>
                {icon}
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.content}>
        <SecondFactorCall />
        {children}
      </div>
    </div>
  );
}
