/**
 * One's picture: chosen, looked at as the round cut-out it will be, then sent. The server cuts the square.
 */
import { useEffect, useState } from 'react';
import type { OwnProfile } from '#protocol/http/profiles.ts';
import { routes } from '#protocol/http/routes.ts';
import { call } from '../../api/index.ts';
import { useAttempt } from '../../forms/index.ts';
import { Avatar, Banner, Button, buttonClass, cx, useToast } from '../../ui/index.ts';
import styles from './panel.module.css';
import { strings } from './strings.ts';
import { useTakeProfile } from './take-profile.ts';

const words = strings.profile;
const { types, maxBytes } = routes.setAvatar.upload ?? { types: [], maxBytes: 0 };

export function PictureForm({ profile }: { readonly profile: OwnProfile }) {
  const [chosen, setChosen] = useState<File | null>(null);
  const preview = useObjectUrl(chosen);
  const { busy, failure, waitS, run } = useAttempt();
  const take = useTakeProfile();
  const toast = useToast();
  const tooLarge = chosen !== null && chosen.size > maxBytes;

  const act = async (work: () => Promise<{ readonly profile: OwnProfile }>, title: string): Promise<void> => {
    const worked = await run(async () => take(await work()));
    if (!worked) return;
    setChosen(null);
    toast({ tone: 'ok', title });
  };

  return (
    <div className={styles.form}>
      <div className={styles.avatarRow}>
        <Avatar name={profile.displayName} seed={profile.id} size="xl" url={preview ?? profile.avatarUrl} />
        <div className={styles.what}>
          <span className={styles.name}>{words.picture}</span>
          <span className={styles.fact}>{words.pictureWords}</span>
          <div className={styles.actions}>
            <ChooseFile onFile={setChosen} />
            {chosen && !tooLarge && (
              <Button
                variant="primary"
                size="sm"
                loading={busy}
                disabled={waitS > 0}
                onClick={() => void act(() => call('setAvatar', { file: chosen }), words.pictureSet)}
              >
                {words.usePicture}
              </Button>
            )}
            {chosen && (
              <Button variant="quiet" size="sm" onClick={() => setChosen(null)}>
                {strings.cancel}
              </Button>
            )}
            {!chosen && profile.avatarUrl && (
              <Button
                variant="quiet"
                size="sm"
                loading={busy}
                onClick={() => void act(() => call('removeAvatar', {}), words.pictureGone)}
              >
                {strings.remove}
              </Button>
            )}
          </div>
        </div>
      </div>
      {(tooLarge || failure) && <Banner tone="error">{tooLarge ? words.tooLarge : failure}</Banner>}
    </div>
  );
}

function ChooseFile({ onFile }: { readonly onFile: (file: File) => void }) {
  return (
    <label className={cx(buttonClass({ size: 'sm' }), styles.fileLabel)}>
      {words.choose}
      <input
        type="file"
        accept={types.join(',')}
        className={styles.file}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file) onFile(file);
          // So that the same file can be chosen again.
          currentTarget.value = '';
        }}
      />
    </label>
  );
}

/** An address of the file for as long as it is shown. */
function useObjectUrl(file: File | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (file === null) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
      setUrl(null);
    };
  }, [file]);
  return url;
}
