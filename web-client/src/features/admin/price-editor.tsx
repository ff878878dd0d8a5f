/**
 * A new price list. The server refuses what could be arbitraged and says why; that is shown as it says it.
 */
import { useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import type { PricePolicy } from '#protocol/http/economy.ts';
import { call } from '../../api/index.ts';
import { TextAreaField, useAttempt, useFaultFocus } from '../../forms/index.ts';
import { Banner, Button, TextField, useToast } from '../../ui/index.ts';
import styles from './admin.module.css';
import local from './money.module.css';
import { money, moneyWords } from './money-strings.ts';
import { PackFields } from './pack-fields.tsx';
import { pricesOf, type TypedPack, typedOf } from './price-form.ts';

const words = money.prices;
const mostPacks = 20;
const rules = {
  words: { ...moneyWords, CONFLICT: words.meanwhile },
  invalid: { reason: money.reasonShort },
} as const;

export interface PriceEditorProps {
  readonly policy: PricePolicy;
  readonly onClose: () => void;
}

export function PriceEditor({ policy, onClose }: PriceEditorProps) {
  const [typed, setTyped] = useState(() => typedOf(policy));
  // What the fields began with, whatever holds by now: who changed that meanwhile must not be overwritten unseen.
  const [from] = useState(policy.version);
  const [reason, setReason] = useState('');
  const added = useRef(0);
  const form = useRef<HTMLFormElement>(null);
  const { busy, failure, faults, run, blame } = useAttempt(rules);
  const queries = useQueryClient();
  const toast = useToast();
  useFaultFocus(form, faults);

  const change = (pack: TypedPack): void => {
    setTyped({ ...typed, packs: typed.packs.map((one) => (one.key === pack.key ? pack : one)) });
  };
  const add = (): void => {
    added.current += 1;
    const fresh = { key: `new-${added.current}`, id: '', tokens: '', bonusTokens: '0', price: '' };
    setTyped({ ...typed, packs: [...typed.packs, fresh] });
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = pricesOf(typed);
    const short = reason.trim().length < 3 ? { reason: money.reasonShort } : {};
    if ('faults' in given) blame({ ...given.faults, ...short });
    else if (short.reason !== undefined) blame(short);
    else {
      const save = async (): Promise<void> => {
        await call('setPricePolicy', { body: { ...given, from, reason: reason.trim() } });
        toast({ tone: 'ok', title: words.saved });
        onClose();
      };
      // Also where it was refused: whoever cancels then sees what holds.
      void run(save).finally(() => queries.invalidateQueries({ queryKey: ['economy'] }));
    }
  };

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      <div className={local.packs}>
        {typed.packs.map((pack, at) => (
          <PackFields
            key={pack.key}
            pack={pack}
            number={at + 1}
            faults={faults}
            onChange={change}
            onRemove={
              typed.packs.length > 1
                ? () => setTyped({ ...typed, packs: typed.packs.filter(({ key }) => key !== pack.key) })
                : undefined
            }
          />
        ))}
      </div>
      <div className={styles.acts}>
        <Button size="sm" icon={<Plus />} disabled={typed.packs.length >= mostPacks} onClick={add}>
          {words.add}
        </Button>
      </div>
      <TextField
        label={words.payout}
        inputMode="decimal"
        autoComplete="off"
        value={typed.payout}
        onChange={(event) => setTyped({ ...typed, payout: event.currentTarget.value })}
        error={faults.payout}
      />
      <TextAreaField
        label={money.reason}
        hint={money.reasonHint}
        value={reason}
        onValueChange={setReason}
        maxLength={500}
        rows={2}
        error={faults.reason}
      />
      {/* Beside the button: the form may be longer than the window. */}
      {failure && <Banner tone="error">{failure}</Banner>}
      <div className={styles.acts}>
        <Button type="submit" variant="primary" loading={busy}>
          {words.save}
        </Button>
        <Button onClick={onClose}>{money.cancel}</Button>
      </div>
    </form>
  );
}
