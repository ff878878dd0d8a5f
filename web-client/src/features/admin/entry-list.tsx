/**
 * Entries of the audit log as a table; on a phone each is a card.
 */
import { Link } from '@tanstack/react-router';
import { ShieldCheck } from 'lucide-react';
import type { AuditEntry } from '#protocol/http/admin.ts';
import { VisuallyHidden } from '../../ui/index.ts';
import styles from './admin.module.css';
import { strings } from './strings.ts';
import { momentOf } from './when.ts';

const { columns, system, table } = strings.audit;

export function EntryList({ entries }: { readonly entries: readonly AuditEntry[] }) {
  return (
    <table className={styles.table} aria-label={table}>
      <thead>
        <tr>
          {Object.values(columns).map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} />
        ))}
      </tbody>
    </table>
  );
}

function EntryRow({ entry: { at, actor, action, subject, reason, facts, sealed } }: { readonly entry: AuditEntry }) {
  const more = Object.keys(facts).length > 0 ? JSON.stringify(facts) : null;
  return (
    <tr>
      <td data-label={columns.at}>
        <time dateTime={at}>{momentOf(at)}</time>
      </td>
      <td data-label={columns.actor}>{actor ? <PersonLink id={actor.id} name={actor.displayName} /> : system}</td>
      <td data-label={columns.action}>{action}</td>
      <td data-label={columns.subject}>
        {subject.kind === 'person' ? <PersonLink id={subject.id} name={subject.id} /> : `${subject.kind} ${subject.id}`}
      </td>
      <td data-label={columns.reason}>
        {reason}
        {more && <code className={styles.code}>{more}</code>}
      </td>
      <td data-label={columns.sealed}>
        {sealed && <ShieldCheck aria-hidden="true" className={styles.sealed} />}
        <VisuallyHidden>{sealed ? strings.yes : strings.no}</VisuallyHidden>
      </td>
    </tr>
  );
}

function PersonLink({ id, name }: { readonly id: string; readonly name: string }) {
  return (
    <Link to="/admin/people/$id" params={{ id }}>
      {name}
    </Link>
  );
}
