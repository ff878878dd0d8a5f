/**
 * The address that shows tips in OBS: made, shown once, stopped; and how it behaves there.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link2, Link2Off } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { type OverlaySettings, setOverlay } from '#protocol/http/overlay.ts';
import { call } from '../../api/index.ts';
import { CopyButton, useAttempt } from '../../forms/index.ts';
import { Banner, Button, Skeleton, TextField, useToast } from '../../ui/index.ts';
import styles from './editors.module.css';
import { momentText } from './refusal-words.ts';
import { strings } from './strings.ts';
import { VolumeField } from './volume-field.tsx';

const { overlay: words } = strings.studio;
const key = ['me', 'tips-overlay'] as const;

export interface OverlayEditorProps {
  /** The address that was made here and is not to be had again; undefined where there is none. */
  readonly url: string | undefined;
  readonly onUrl: (url: string | undefined) => void;
}

export function OverlayEditor({ url, onUrl }: OverlayEditorProps) {
  const client = useQueryClient();
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call('getOverlay', { signal }),
    staleTime: 5_000,
  });
  if (error) return <p className={styles.words}>{words.failed}</p>;
  if (data === undefined) return <Skeleton height="10rem" />;
  const take = (overlay: OverlaySettings): void => {
    client.setQueryData(key, { overlay });
  };
  return (
    <div className={styles.editor}>
      <p className={styles.words}>{words.words}</p>
      <Address overlay={data.overlay} onOverlay={take} url={url} onUrl={onUrl} />
      <Behaviour overlay={data.overlay} onOverlay={take} />
    </div>
  );
}

interface PartProps {
  readonly overlay: OverlaySettings;
  readonly onOverlay: (overlay: OverlaySettings) => void;
}

function Address({ overlay: { madeAt }, onOverlay, url, onUrl }: PartProps & OverlayEditorProps) {
  const toast = useToast();
  const attempt = useAttempt();
  const make = (): void => {
    void attempt.run(async () => {
      const made = await call('makeOverlaySecret', { body: {} });
      onUrl(made.url);
      onOverlay(made.overlay);
    });
  };
  const revoke = (): void => {
    void attempt.run(async () => {
      const { overlay } = await call('revokeOverlaySecret', {});
      onUrl(undefined);
      onOverlay(overlay);
      toast({ title: words.revoked });
    });
  };
  return (
    <section className={styles.part} aria-label={words.address}>
      {attempt.failure && <Banner tone="error">{attempt.failure}</Banner>}
      {url === undefined ? (
        <p>{madeAt === null ? words.none : words.madeAt(momentText(Date.parse(madeAt)))}</p>
      ) : (
        <>
          <TextField
            label={words.address}
            hint={words.once}
            value={url}
            readOnly
            onFocus={(event) => event.currentTarget.select()}
          />
          <div>
            <CopyButton text={url} label={words.copy} />
          </div>
        </>
      )}
      <div className={styles.ways}>
        <Button size="sm" icon={<Link2 />} loading={attempt.busy} onClick={make}>
          {madeAt === null ? words.make : words.renew}
        </Button>
        {madeAt !== null && (
          <Button size="sm" variant="quiet" icon={<Link2Off />} disabled={attempt.busy} onClick={revoke}>
            {words.revoke}
          </Button>
        )}
      </div>
      {madeAt !== null && <p className={styles.words}>{words.renewWords}</p>}
    </section>
  );
}

function Behaviour({ overlay, onOverlay }: PartProps) {
  const toast = useToast();
  const attempt = useAttempt();
  const [least, setLeast] = useState(overlay.leastTokens);
  const [volume, setVolume] = useState(overlay.volume);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const read = setOverlay.body.safeParse({ leastTokens: /^\d{1,7}$/.test(least) ? Number(least) : 0, volume });
    if (!read.success) return attempt.blame({ least: words.leastFault });
    await attempt.run(async () => {
      onOverlay((await call('setOverlay', { body: read.data })).overlay);
      toast({ title: words.saved, tone: 'ok' });
    });
  };
  return (
    <form className={styles.part} noValidate onSubmit={(event) => void save(event)}>
      {attempt.failure && <Banner tone="error">{attempt.failure}</Banner>}
      <div className={styles.pair}>
        <TextField
          label={words.least}
          hint={words.leastHint}
          inputMode="numeric"
          maxLength={7}
          value={least}
          error={attempt.faults.least}
          onChange={(event) => setLeast(event.currentTarget.value.trim())}
        />
        <VolumeField label={words.volume} value={volume} onValueChange={setVolume} />
      </div>
      <div>
        <Button type="submit" loading={attempt.busy}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}
