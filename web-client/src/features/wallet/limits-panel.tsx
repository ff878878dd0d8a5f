/**
 * How much one allows oneself to spend, beside what one spent.
 */
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef } from 'react';
import type { SpendingLimits } from '#protocol/http/wallet.ts';
import { call } from '../../api/index.ts';
import { useAttempt, useFaultFocus } from '../../forms/index.ts';
import { amountText, Banner, Button, TextField, tokensText, useToast } from '../../ui/index.ts';
import { Answered } from './answered.tsx';
import { fieldOf, type Limits, limitsOf, periods, wishOf } from './limit-form.ts';
import { Panel } from './panel.tsx';
import { keys, useSpendingLimits } from './queries.ts';
import { limitWords, strings } from './strings.ts';
import styles from './wallet.module.css';
import { momentOf } from './when.ts';

const words = strings.limits;
const rules = {
  words: limitWords,
  invalid: { dayTokens: words.wrong, weekTokens: words.wrong, monthTokens: words.wrong },
};

export function LimitsPanel() {
  const limits = useSpendingLimits();
  return (
    <Panel title={words.title} words={words.words} anchor="limits">
      <Answered query={limits}>
        {(found) => (
          <>
            <Spent limits={found} />
            {/* What is saved, here or elsewhere, is what the fields start with. */}
            <LimitsForm key={JSON.stringify(wishOf(found))} limits={found} />
          </>
        )}
      </Answered>
    </Panel>
  );
}

function Spent({ limits }: { readonly limits: SpendingLimits }) {
  return (
    <ul className={styles.meters}>
      {periods.map((period) => {
        const [spent, limit] = [limits.spent[period], limits[fieldOf[period]]];
        return (
          <li key={period} className={styles.meter}>
            <span>{words.spent[period]}</span>
            <span className={styles.meterText}>
              {limit === null
                ? words.spentFree(tokensText(spent))
                : words.spentOf(amountText(spent), tokensText(String(limit)))}
            </span>
            {limit !== null && (
              // Where nothing may be spent, the meter is full.
              <progress
                className={styles.progress}
                aria-label={words.spent[period]}
                max={Math.max(limit, 1)}
                value={limit === 0 ? 1 : Math.min(Number(spent), limit)}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

function LimitsForm({ limits }: { readonly limits: SpendingLimits }) {
  const form = useRef<HTMLFormElement>(null);
  const queries = useQueryClient();
  const toast = useToast();
  const { busy, failure, faults, run, blame } = useAttempt(rules);
  useFaultFocus(form, faults);
  const wish = wishOf(limits);

  const save = async (wanted: Limits, kept?: string): Promise<void> => {
    const answer = await call('setSpendingLimits', { body: wanted });
    queries.setQueryData(keys.limits, answer);
    const { pending } = answer.limits;
    toast({ tone: 'ok', title: kept ?? (pending ? words.savedLater(momentOf(pending.from)) : words.saved) });
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const typed = (name: string): string => String(data.get(name) ?? '');
    const given = limitsOf({ day: typed('dayTokens'), week: typed('weekTokens'), month: typed('monthTokens') });
    if ('wrong' in given) {
      blame(Object.fromEntries(given.wrong.map((period) => [fieldOf[period], words.wrong])));
      return;
    }
    void run(() => save(given));
  };

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {failure && <Banner tone="error">{failure}</Banner>}
      {limits.pending && (
        <Pending
          pending={limits.pending}
          busy={busy}
          onKeep={() => {
            const { dayTokens, weekTokens, monthTokens } = limits;
            void run(() => save({ dayTokens, weekTokens, monthTokens }, words.kept));
          }}
        />
      )}
      <div className={styles.fields}>
        {periods.map((period) => {
          const field = fieldOf[period];
          const differs = wish[field] !== limits[field];
          return (
            <TextField
              key={field}
              label={words.periods[period]}
              name={field}
              inputMode="numeric"
              autoComplete="off"
              maxLength={12}
              placeholder={words.unlimited}
              defaultValue={wish[field] ?? ''}
              hint={differs ? words.now(limitText(limits[field])) : undefined}
              error={faults[field]}
            />
          );
        })}
      </div>
      <div>
        <Button type="submit" variant="primary" loading={busy}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}

interface PendingProps {
  readonly pending: NonNullable<SpendingLimits['pending']>;
  readonly busy: boolean;
  readonly onKeep: () => void;
}

function Pending({ pending, busy, onKeep }: PendingProps) {
  const { dayTokens, weekTokens, monthTokens, from } = pending;
  const action = (
    <Button size="sm" disabled={busy} onClick={onKeep}>
      {words.keep}
    </Button>
  );
  return (
    <Banner title={words.pendingTitle(momentOf(from))} action={action} announce="none">
      {words.pending(limitText(dayTokens), limitText(weekTokens), limitText(monthTokens))}
    </Banner>
  );
}

function limitText(limit: number | null): string {
  return limit === null ? words.unlimited.toLowerCase() : tokensText(String(limit));
}
