/**
 * The channel's moderators: appointing one by handle, dismissing one.
 */

import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useRef } from 'react';
import { Handle } from '#protocol/http/names.ts';
import type { AnswerOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { call } from '../../api/index.ts';
import { plainWords, useAttempt, useFaultFocus } from '../../forms/index.ts';
import { Banner, Button, TextField, useToast } from '../../ui/index.ts';
import styles from './panel.module.css';
import { Panel } from './panel.tsx';
import { keys } from './queries.ts';
import { strings } from './strings.ts';
import { dayOf } from './when.ts';

const words = strings.channel;
const rules = {
  words: { NOT_FOUND: words.unknown, CONFLICT: words.already, OWN_ACCOUNT: words.self },
  fields: { NOT_FOUND: 'handle', CONFLICT: 'handle', OWN_ACCOUNT: 'handle' },
  invalid: { handle: words.handleWrong },
} as const;

export interface ModeratorsPanelProps {
  readonly moderators: AnswerOf<typeof routes.getChannel>['moderators'];
}

export function ModeratorsPanel({ moderators }: ModeratorsPanelProps) {
  const queries = useQueryClient();
  const toast = useToast();
  const dismiss = async (id: string): Promise<void> => {
    try {
      await call('dismissModerator', { params: { id } });
    } catch (error) {
      toast({ tone: 'error', title: plainWords(error) });
    }
    await queries.invalidateQueries({ queryKey: keys.channel });
  };
  return (
    <Panel title={words.moderators} words={words.moderatorsWords}>
      <AppointForm />
      {moderators.length === 0 && <p className={styles.fact}>{words.noModerators}</p>}
      {moderators.length > 0 && (
        <ul className={styles.list}>
          {moderators.map(({ person, since }) => (
            <li key={person.id} className={styles.row}>
              <span className={styles.what}>
                <Link to="/u/$handle" params={{ handle: person.handle }} className={styles.name}>
                  {person.displayName}
                </Link>
                <span className={styles.fact}>{words.since(dayOf(since))}</span>
              </span>
              <Button size="sm" aria-label={words.dismiss(person.displayName)} onClick={() => void dismiss(person.id)}>
                {words.dismissShort}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function AppointForm() {
  const { busy, failure, faults, waitS, run, blame } = useAttempt(rules);
  const queries = useQueryClient();
  const toast = useToast();
  const form = useRef<HTMLFormElement>(null);
  useFaultFocus(form, faults);
  const appoint = async (handle: string): Promise<void> => {
    const { moderator } = await call('appointModerator', { body: { handle } });
    form.current?.reset();
    toast({ tone: 'ok', title: words.appointed(moderator.person.displayName) });
    await queries.invalidateQueries({ queryKey: keys.channel });
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get('handle') ?? '');
    const handle = typed.trim().replace(/^@/, '').toLowerCase();
    if (Handle.safeParse(handle).success) void run(() => appoint(handle));
    else blame({ handle: words.handleWrong });
  };
  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {failure && <Banner tone="error">{failure}</Banner>}
      <div className={styles.inline}>
        <TextField
          label={words.handle}
          name="handle"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={31}
          error={faults.handle}
        />
        <Button type="submit" loading={busy} disabled={waitS > 0}>
          {waitS > 0 ? strings.waitFor(waitS) : words.appoint}
        </Button>
      </div>
    </form>
  );
}
