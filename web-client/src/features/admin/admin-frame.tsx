/**
 * The frame of the pages for admins, and what stands there for everybody else.
 */
import { Link } from '@tanstack/react-router';
import { ShieldAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { holds, useSession } from '../../session/index.ts';
import { buttonClass, EmptyState } from '../../ui/index.ts';
import styles from './admin.module.css';
import { strings } from './strings.ts';

const sections = [
  { to: '/admin', label: strings.nav.people, exact: true },
  { to: '/admin/proposals', label: strings.nav.proposals, exact: false },
  { to: '/admin/audit', label: strings.nav.audit, exact: false },
  { to: '/admin/money', label: strings.nav.money, exact: false },
  { to: '/admin/media', label: strings.nav.media, exact: false },
] as const;

export function AdminFrame({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  if (!holds(session, 'admin')) return <NotOpen />;
  return (
    <div className={styles.frame}>
      <nav aria-label={strings.title}>
        <ul className={styles.nav}>
          {sections.map(({ to, label, exact }) => (
            <li key={to}>
              <Link to={to} activeOptions={{ exact }} className={styles.link}>
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </div>
  );
}

/** Not an admin; or one whose role does not count in this sign-in, which is said, because it can be mended. */
function NotOpen() {
  const { user } = useSession();
  const factor = user?.secondFactor;
  const mendable = factor?.required === true && !factor.used;
  const enrol = mendable && !factor.enrolled;
  const action = enrol ? (
    <Link to="/settings/security" hash="second-factor" className={buttonClass({ variant: 'primary' })}>
      {strings.factorAction}
    </Link>
  ) : (
    <Link to="/" className={buttonClass({ variant: 'primary' })}>
      {strings.toFront}
    </Link>
  );
  const words = enrol ? strings.factorEnrol : strings.factorUse;
  return (
    <EmptyState
      level={1}
      art={<ShieldAlert />}
      title={mendable ? strings.factorTitle : strings.notAdmin}
      action={action}
    >
      {mendable ? words : strings.notAdminWords}
    </EmptyState>
  );
}
