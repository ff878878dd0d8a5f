/**
 * One person among those found.
 */
import { Link } from '@tanstack/react-router';
import type { AdminUser } from '#protocol/http/admin.ts';
import { Avatar, Badge } from '../../ui/index.ts';
import styles from './admin.module.css';
import { strings } from './strings.ts';
import { momentOf } from './when.ts';

const words = strings.people;

export function PersonRow({ person }: { readonly person: AdminUser }) {
  const { id, displayName, handle, email, roles, lastSeenAt } = person;
  return (
    <Link to="/admin/people/$id" params={{ id }} className={styles.person}>
      <Avatar name={displayName} seed={id} />
      <span className={styles.what}>
        <span className={styles.name}>
          {displayName} <PersonBadges person={person} />
        </span>
        <span className={styles.fact}>
          @{handle} · {email}
        </span>
        <span className={styles.fact}>
          {roles.map((role) => strings.roleNames[role]).join(', ')} ·{' '}
          {lastSeenAt ? words.seen(momentOf(lastSeenAt)) : words.neverSeen}
        </span>
      </span>
    </Link>
  );
}

/** What is unusual about an account. */
export function PersonBadges({ person }: { readonly person: AdminUser }) {
  return (
    <>
      {person.suspended && <Badge tone="danger">{words.suspended}</Badge>}
      {person.erasedAt && <Badge>{words.erased}</Badge>}
      {!person.emailVerified && <Badge tone="warn">{words.unverified}</Badge>}
      {person.secondFactor && <Badge tone="ok">{words.factor}</Badge>}
    </>
  );
}
