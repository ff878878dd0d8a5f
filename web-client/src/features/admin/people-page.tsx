/**
 * `/admin`: finding people. Each search is an entry of the audit log, so it is sent on demand and not with every letter.
 */
import { useInfiniteQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { roles } from '#protocol/http/auth.ts';
import type { QueryOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { call } from '../../api/index.ts';
import { plainWords } from '../../forms/index.ts';
import { Banner, Button, SelectField, Spinner, TextField, usePageTitle } from '../../ui/index.ts';
import styles from './admin.module.css';
import { PersonRow } from './person-row.tsx';
import { strings } from './strings.ts';

const words = strings.people;
type Wanted = Omit<NonNullable<QueryOf<typeof routes.searchPeople>>, 'after'>;

export function PeoplePage() {
  const [wanted, setWanted] = useState<Wanted>({});
  usePageTitle(`${words.title} · ${strings.title}`);
  return (
    <>
      <h1 className={styles.title}>{words.title}</h1>
      <SearchForm onSearch={setWanted} />
      <Found wanted={wanted} />
    </>
  );
}

function SearchForm({ onSearch }: { readonly onSearch: (wanted: Wanted) => void }) {
  const [role, setRole] = useState('');
  const [state, setState] = useState<keyof typeof words.states>('any');
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const search = String(new FormData(event.currentTarget).get('search') ?? '').trim();
    const named = roles.find((one) => one === role);
    onSearch({
      ...(search !== '' && { search }),
      ...(named && { role: named }),
      ...(state !== 'any' && { suspended: state === 'suspended' ? 'true' : 'false' }),
    });
  };
  return (
    <search>
      <form className={styles.filter} onSubmit={submit}>
        <TextField label={words.search} name="search" autoComplete="off" spellCheck={false} maxLength={200} />
        <SelectField
          label={words.role}
          value={role}
          onValueChange={setRole}
          options={[
            { value: '', label: words.anyRole },
            ...roles.map((value) => ({ value, label: strings.roleNames[value] })),
          ]}
        />
        <SelectField
          label={words.state}
          value={state}
          onValueChange={(value) => setState(value as keyof typeof words.states)}
          options={Object.entries(words.states).map(([value, label]) => ({ value, label }))}
        />
        <Button type="submit" variant="primary">
          {strings.audit.search}
        </Button>
      </form>
    </search>
  );
}

function Found({ wanted }: { readonly wanted: Wanted }) {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['me', 'admin', 'people', wanted],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call('searchPeople', { query: { ...wanted, ...(pageParam && { after: pageParam }) }, signal }),
    getNextPageParam: ({ people, more }) => (more ? people.at(-1)?.id : undefined),
    refetchOnWindowFocus: false,
  });
  if (error) return <Banner tone="error">{plainWords(error)}</Banner>;
  if (data === undefined) return <Spinner label={strings.loading} />;
  const people = data.pages.flatMap((page) => page.people);
  if (people.length === 0) return <p className={styles.none}>{words.none}</p>;
  return (
    <>
      <ul className={styles.list} aria-label={words.list}>
        {people.map((person) => (
          <li key={person.id}>
            <PersonRow person={person} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {strings.more}
        </Button>
      )}
    </>
  );
}
