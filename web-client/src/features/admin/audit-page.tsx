/**
 * `/admin/audit`: the audit log, searched and exported.
 */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { QueryOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { Id } from '#protocol/ids.ts';
import { call } from '../../api/index.ts';
import { plainWords, saveFile, useAttempt } from '../../forms/index.ts';
import { Banner, Button, Spinner, TextField, usePageTitle } from '../../ui/index.ts';
import styles from './admin.module.css';
import { EntryList } from './entry-list.tsx';
import { strings } from './strings.ts';
import { isoOf } from './when.ts';

const words = strings.audit;
type Wanted = Omit<NonNullable<QueryOf<typeof routes.searchAudit>>, 'before'>;

export function AuditPage() {
  const [wanted, setWanted] = useState<Wanted>({});
  const { busy, failure, run } = useAttempt();
  usePageTitle(`${words.title} · ${strings.title}`);
  const save = async (): Promise<void> => saveFile(await call('exportAudit', { query: wanted }), words.file);
  return (
    <>
      <div>
        <h1 className={styles.title}>{words.title}</h1>
        <p className={styles.none}>{words.words}</p>
      </div>
      <FilterForm onSearch={setWanted} />
      <div className={styles.acts}>
        <Button size="sm" icon={<Download />} loading={busy} onClick={() => void run(save)}>
          {words.export}
        </Button>
      </div>
      {failure && <Banner tone="error">{failure}</Banner>}
      <Entries wanted={wanted} />
    </>
  );
}

function FilterForm({ onSearch }: { readonly onSearch: (wanted: Wanted) => void }) {
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string): string => String(data.get(name) ?? '').trim();
    const given = { actor: text('actor'), subject: text('subject'), action: text('action') };
    const [from, to] = [isoOf(text('from')), isoOf(text('to'))];
    const holds = given.actor === '' || Id.safeParse(given.actor).success;
    setWrong(!holds);
    if (!holds) return;
    const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
    onSearch({ ...filled, ...(from && { from }), ...(to && { to }) });
  };
  return (
    <search>
      <form className={styles.filter} onSubmit={submit} noValidate>
        <TextField label={words.action} name="action" autoComplete="off" maxLength={100} />
        <TextField
          label={words.actor}
          name="actor"
          autoComplete="off"
          maxLength={36}
          error={wrong ? words.actorWrong : undefined}
        />
        <TextField label={words.subject} name="subject" autoComplete="off" maxLength={200} />
        <TextField label={words.from} name="from" type="datetime-local" />
        <TextField label={words.to} name="to" type="datetime-local" />
        <Button type="submit" variant="primary">
          {words.search}
        </Button>
      </form>
    </search>
  );
}

function Entries({ wanted }: { readonly wanted: Wanted }) {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['me', 'admin', 'audit', wanted],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call('searchAudit', { query: { ...wanted, ...(pageParam && { before: pageParam }) }, signal }),
    getNextPageParam: ({ entries, more }) => (more ? entries.at(-1)?.id : undefined),
    // Looking is an entry itself: it is not repeated unasked.
    refetchOnWindowFocus: false,
  });
  if (error) return <Banner tone="error">{plainWords(error)}</Banner>;
  if (data === undefined) return <Spinner label={strings.loading} />;
  const entries = data.pages.flatMap((page) => page.entries);
  if (entries.length === 0) return <p className={styles.none}>{words.none}</p>;
  return (
    <>
      <EntryList entries={entries} />
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {strings.more}
        </Button>
      )}
    </>
  );
}
