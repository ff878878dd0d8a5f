/**
 * Opens a room for two: with whom, and about what.
 */
import { useNavigate } from '@tanstack/react-router';
import { Users } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { createStream } from '#protocol/http/streams.ts';
import { call } from '../../api/index.ts';
import { useAttempt, useFaultFocus } from '../../forms/index.ts';
import { Banner, Button, TextField } from '../../ui/index.ts';
import styles from './call.module.css';
import { strings } from './strings.ts';

const words = strings.invite;
const rules = {
  words: { NOT_FOUND: words.nobody, CONFLICT: words.alone, CONTENT_BLOCKED: words.blocked },
  fields: { NOT_FOUND: 'guest', CONFLICT: 'guest', CONTENT_BLOCKED: 'title' },
  invalid: { title: words.nameFault, guest: words.guestFault },
} as const;

export function InviteCard() {
  const [guest, setGuest] = useState('');
  const [title, setTitle] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const navigate = useNavigate();
  const { busy, failure, faults, run, blame } = useAttempt(rules);
  useFaultFocus(form, faults);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const read = createStream.body.safeParse({ title, sessionType: 'call_2way', guest: handleOf(guest) });
    if (!read.success) {
      const faulty = read.error.issues.map(({ path }) => path[0]);
      blame({
        ...(faulty.includes('guest') && { guest: words.guestFault }),
        ...(faulty.includes('title') && { title: words.nameFault }),
      });
      return;
    }
    void run(async () => {
      const { stream } = await call('createStream', { body: read.data });
      await navigate({ to: '/call/$id', params: { id: stream.id } });
    });
  };
  return (
    <form ref={form} className={styles.invite} onSubmit={submit} noValidate aria-labelledby="invite-title">
      <h2 id="invite-title" className={styles.title}>
        {words.title}
      </h2>
      <p className={styles.words}>{words.words}</p>
      {failure && <Banner tone="error">{failure}</Banner>}
      <TextField
        label={words.guest}
        hint={words.guestHint}
        error={faults.guest}
        value={guest}
        maxLength={31}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
        disabled={busy}
        onChange={(event) => setGuest(event.currentTarget.value)}
      />
      <TextField
        label={words.name}
        error={faults.title}
        value={title}
        maxLength={120}
        autoComplete="off"
        required
        disabled={busy}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Button type="submit" wide icon={<Users />} loading={busy}>
        {words.open}
      </Button>
    </form>
  );
}

/** As people write it: with an @, with capitals. */
function handleOf(typed: string): string {
  return typed.trim().toLowerCase().replace(/^@/u, '');
}
