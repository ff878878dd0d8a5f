/**
 * Where an encoder sends, and its key: made when asked for, shown once, replaced and revoked. The key lives in this component
 * alone: no address, no storage and no cache of the page ever has it.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound, RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { call } from '../../api/index.ts';
import { CopyButton, useAttempt } from '../../forms/index.ts';
import { Banner, Button, Skeleton, TextField, useToast } from '../../ui/index.ts';
import styles from './encoder.module.css';
import { EncoderSetup } from './encoder-setup.tsx';
import { encoderStrings } from './encoder-strings.ts';
import { FreshKey } from './fresh-key.tsx';
import { type KeyAct, KeyDialog } from './key-dialog.tsx';
import { momentText } from './schedule-time.ts';

const { key: words } = encoderStrings;
/** Whether it was used, or replaced elsewhere, is asked so often. */
const everyMs = 10_000;

export function EncoderKey({ streamId }: { readonly streamId: string }) {
  const client = useQueryClient();
  const queryKey = ['studio', 'ingest-key', streamId];
  const params = { id: streamId };
  const { data, error, refetch, isFetching } = useQuery({
    queryKey,
    queryFn: ({ signal }) => call('getIngestKey', { params, signal }),
    staleTime: 0,
    refetchInterval: everyMs,
  });
  const [made, setMade] = useState<string>();
  const [asking, setAsking] = useState<KeyAct>();
  const toast = useToast();
  const attempt = useAttempt();
  const make = (): void => {
    void attempt.run(async () => {
      const { key } = await call('issueIngestKey', { params, body: {} });
      setMade(key);
      await client.invalidateQueries({ queryKey });
      toast({ tone: 'ok', title: words.made });
    });
  };
  const revoke = (): void => {
    void attempt.run(async () => {
      await call('revokeIngestKey', { params });
      setMade(undefined);
      await client.invalidateQueries({ queryKey });
      toast({ title: words.revoked });
    });
  };
  if (data === undefined) {
    if (!error) return <Skeleton height="16rem" />;
    const retry = (
      <Button size="sm" loading={isFetching} onClick={() => void refetch()}>
        {words.retry}
      </Button>
    );
    return (
      <Banner tone="warn" action={retry}>
        {words.failed}
      </Banner>
    );
  }
  const { url, key } = data;
  // Replaced from elsewhere: what was made here opens nothing any more.
  const fresh = made !== undefined && key !== null && key.hint.slice(-4) === made.slice(-4) ? made : undefined;
  const busy = attempt.busy || attempt.waitS > 0;
  return (
    <>
      <section className={styles.card} aria-labelledby="encoder-key">
        <h2 id="encoder-key" className={styles.subtitle}>
          {words.title}
        </h2>
        <Server url={url} />
        {attempt.failure && <Banner tone="error">{attempt.failure}</Banner>}
        {fresh !== undefined && <FreshKey value={fresh} />}
        {key === null ? (
          <p className={styles.words}>{words.none}</p>
        ) : (
          <About entry={key} shown={fresh !== undefined} />
        )}
        <div className={styles.row}>
          {key === null ? (
            <Button variant="primary" icon={<KeyRound />} loading={attempt.busy} disabled={busy} onClick={make}>
              {words.make}
            </Button>
          ) : (
            <>
              <Button size="sm" icon={<RefreshCw />} disabled={busy} onClick={() => setAsking('renew')}>
                {words.renew}
              </Button>
              <Button size="sm" variant="quiet" icon={<Trash2 />} disabled={busy} onClick={() => setAsking('revoke')}>
                {words.revoke}
              </Button>
            </>
          )}
        </div>
      </section>
      <EncoderSetup url={url} fresh={fresh} />
      <KeyDialog
        act={asking}
        onClose={() => setAsking(undefined)}
        onAgree={(act) => (act === 'renew' ? make() : revoke())}
      />
    </>
  );
}

function Server({ url }: { readonly url: string }) {
  return (
    <>
      <TextField
        label={words.server}
        hint={words.serverHint}
        value={url}
        readOnly
        autoComplete="off"
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className={styles.row}>
        <CopyButton text={url} label={words.copyServer} />
      </div>
    </>
  );
}

interface AboutProps {
  readonly entry: { readonly hint: string; readonly madeAt: string; readonly usedAt: string | null };
  /** The key itself is in sight. */
  readonly shown: boolean;
}

function About({ entry: { hint, madeAt, usedAt }, shown }: AboutProps) {
  const used = usedAt === null ? words.unused : words.usedAt(momentText(usedAt));
  return (
    <div className={styles.words}>
      {!shown && <p className={styles.hint}>{words.there(hint)}</p>}
      <p>{`${words.madeAt(momentText(madeAt))}, ${used}.`}</p>
      {!shown && <p>{words.lost}</p>}
    </div>
  );
}
