/**
 * `/admin/people/:id`: one person, what staff did about them, and what may be done.
 */

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AdminUser } from '#protocol/http/admin.ts';
import type { AnswerOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { call } from '../../api/index.ts';
import { Badge, Banner, usePageTitle } from '../../ui/index.ts';
import styles from './admin.module.css';
import { Answered } from './answered.tsx';
import { EntryList } from './entry-list.tsx';
import { PersonActs } from './person-acts.tsx';
import { PersonBadges } from './person-row.tsx';
import { strings } from './strings.ts';
import { momentOf } from './when.ts';

const words = strings.person;
type Viewed = AnswerOf<typeof routes.viewPerson>;

export function PersonPage({ id }: { readonly id: string }) {
  const person = useQuery({
    queryKey: ['me', 'admin', 'person', id],
    queryFn: ({ signal }) => call('viewPerson', { params: { id }, signal }),
    refetchOnWindowFocus: false,
  });
  usePageTitle(`${person.data?.user.displayName ?? strings.people.title} · ${strings.title}`);
  return (
    <>
      <Link to="/admin">{words.back}</Link>
      <Answered query={person}>{(viewed) => <Person viewed={viewed} />}</Answered>
    </>
  );
}

function Person({ viewed: { user, signIns, streams, history } }: { readonly viewed: Viewed }) {
  const { suspended } = user;
  return (
    <>
      <h1 className={styles.title}>
        {user.displayName} <PersonBadges person={user} />
      </h1>
      {suspended && (
        <Banner tone="warn" announce="none">
          {words.suspendedSince(momentOf(suspended.at), suspended.reason)}
        </Banner>
      )}
      <div className={styles.columns}>
        <Facts user={user} />
        <PersonActs user={user} />
        <section className={styles.card}>
          <h2 className={styles.subtitle}>{words.signIns}</h2>
          {signIns.length === 0 && <p className={styles.none}>{words.noSignIns}</p>}
          <ul className={styles.lines}>
            {signIns.map(({ id, device, lastUsedAt, endedAt }) => (
              <li key={id} className={styles.line}>
                {device}
                <span className={styles.fact}>
                  {words.used(momentOf(lastUsedAt))} · {endedAt ? words.ended(momentOf(endedAt)) : words.open}
                </span>
              </li>
            ))}
          </ul>
        </section>
        <section className={styles.card}>
          <h2 className={styles.subtitle}>{words.streams}</h2>
          {streams.length === 0 && <p className={styles.none}>{words.noStreams}</p>}
          <ul className={styles.lines}>
            {streams.map(({ id, title, state }) => (
              <li key={id} className={styles.line}>
                <Link to="/r/$streamId" params={{ streamId: id }}>
                  {title}
                </Link>
                <Badge>{state}</Badge>
              </li>
            ))}
          </ul>
        </section>
      </div>
      <section className={styles.card}>
        <h2 className={styles.subtitle}>{words.history}</h2>
        {history.length === 0 ? <p className={styles.none}>{words.noHistory}</p> : <EntryList entries={history} />}
      </section>
    </>
  );
}

function Facts({ user }: { readonly user: AdminUser }) {
  const facts = [
    [words.id, user.id],
    [words.email, user.email],
    [words.handle, `@${user.handle}`],
    [words.joined, momentOf(user.createdAt)],
    [words.lastSeen, user.lastSeenAt ? momentOf(user.lastSeenAt) : strings.people.neverSeen],
    [words.verified, user.emailVerified ? strings.yes : strings.no],
    [words.factor, user.secondFactor ? strings.yes : strings.no],
    [words.roles, user.roles.map((role) => strings.roleNames[role]).join(', ')],
  ] as const;
  return (
    <section className={styles.card}>
      <h2 className={styles.subtitle}>{words.facts}</h2>
      <dl className={styles.facts}>
        {facts.map(([term, value]) => (
          <div key={term} className={styles.factRow}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
