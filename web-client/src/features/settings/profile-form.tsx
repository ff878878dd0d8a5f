/**
 * Name, handle and a few words, saved together.
 */
import { type FormEvent, useRef, useState } from 'react';
import { DisplayName, Handle } from '#protocol/http/names.ts';
import { Bio, type OwnProfile } from '#protocol/http/profiles.ts';
import { call } from '../../api/index.ts';
import { TextAreaField, useAttempt, useFaultFocus } from '../../forms/index.ts';
import { Banner, Button, TextField, useToast } from '../../ui/index.ts';
import styles from './panel.module.css';
import { strings } from './strings.ts';
import { useTakeProfile } from './take-profile.ts';

const words = strings.profile;
const invalid = { displayName: words.nameWrong, handle: words.handleWrong, bio: words.bioWrong };
const rules = {
  words: { CONTENT_BLOCKED: words.wordsBlocked, CONFLICT: words.handlesGivenUp },
  fields: { HANDLE_TAKEN: 'handle' },
  invalid,
} as const;

export function ProfileForm({ profile }: { readonly profile: OwnProfile }) {
  const [name, setName] = useState(profile.displayName);
  const [handle, setHandle] = useState(profile.handle);
  const [bio, setBio] = useState(profile.bio);
  const { busy, failure, faults, waitS, run, blame } = useAttempt(rules);
  const form = useRef<HTMLFormElement>(null);
  const take = useTakeProfile();
  const toast = useToast();
  useFaultFocus(form, faults);

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const found = {
      ...(!DisplayName.safeParse(name).success && { displayName: invalid.displayName }),
      ...(!Handle.safeParse(handle).success && { handle: invalid.handle }),
      ...(!Bio.safeParse(bio).success && { bio: invalid.bio }),
    };
    if (Object.keys(found).length > 0) {
      blame(found);
      return;
    }
    const save = async (): Promise<void> => {
      await take(await call('editProfile', { body: { displayName: name.trim(), handle, bio: bio.trim() } }));
      toast({ tone: 'ok', title: strings.saved });
    };
    void run(save);
  };

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {failure && <Banner tone="error">{failure}</Banner>}
      <TextField
        label={words.name}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        autoComplete="nickname"
        maxLength={60}
        error={faults.displayName}
      />
      <TextField
        label={words.handle}
        value={handle}
        onChange={(event) => setHandle(event.currentTarget.value.toLowerCase())}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={30}
        hint={words.handleHint(handle || '…')}
        error={faults.handle}
      />
      <TextAreaField
        label={words.bio}
        value={bio}
        onValueChange={setBio}
        maxLength={500}
        rows={4}
        hint={words.bioHint}
        error={faults.bio}
      />
      <div className={styles.actions}>
        <Button type="submit" variant="primary" loading={busy} disabled={waitS > 0}>
          {waitS > 0 ? strings.waitFor(waitS) : strings.save}
        </Button>
      </div>
    </form>
  );
}
