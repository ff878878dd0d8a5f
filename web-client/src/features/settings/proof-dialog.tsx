/**
 * Before something that matters: the password once more, and a code where a second factor is on.
 */
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import type { BodyOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { isRefusal } from '../../api/index.ts';
import { useAttempt, useFaultFocus } from '../../forms/index.ts';
import { Banner, Button, Dialog, TextField } from '../../ui/index.ts';
import styles from './panel.module.css';
import { proofIn, proofRules } from './proof.ts';
import { useSecurity } from './queries.ts';
import { strings } from './strings.ts';

export type Proof = BodyOf<typeof routes.exportMyData>;
type Faults = Readonly<Record<string, string>>;

export interface ProofDialogProps {
  readonly title: string;
  readonly words: string;
  readonly submit: string;
  readonly danger?: boolean;
  readonly onClose: () => void;
  /** Something else takes its place where it worked, and closes later. */
  readonly stays?: boolean;
  /** What else is asked, above the password; uncontrolled fields. */
  readonly fields?: (faults: Faults) => ReactNode;
  /** What is wrong with those. */
  readonly judge?: (data: FormData) => Faults;
  readonly rules?: Parameters<typeof useAttempt>[0];
  /** Closes the dialog where it works. @throws ApiError */
  readonly work: (proof: Proof, data: FormData) => Promise<void>;
}

const words = strings.security;

export function ProofDialog(props: ProofDialogProps) {
  const { title, submit, danger = false, stays = false, onClose, fields, judge, rules = {}, work } = props;
  const attempt = useAttempt(proofRules(rules));
  const { busy, failure, faults, waitS } = attempt;
  const security = useSecurity();
  const [asked, setAsked] = useState(false);
  const needsCode = asked || security.data?.totp === true;
  const form = useRef<HTMLFormElement>(null);
  useFaultFocus(form, faults);

  const act = async (proof: Proof, data: FormData): Promise<void> => {
    const worked = await attempt.run(async () => {
      try {
        await work(proof, data);
      } catch (error) {
        if (isRefusal(error, 'SECOND_FACTOR_NEEDED')) setAsked(true);
        throw error;
      }
    });
    if (worked && !stays) onClose();
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const judged = proofIn(data, needsCode);
    const found = { ...judge?.(data), ...judged.faults };
    if (Object.keys(found).length > 0 || judged.proof === undefined) attempt.blame(found);
    else void act(judged.proof, data);
  };

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} description={props.words}>
      <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
        {failure && <Banner tone="error">{failure}</Banner>}
        {fields?.(faults)}
        <TextField
          label={words.proofPassword}
          name="password"
          type="password"
          autoComplete="current-password"
          maxLength={256}
          error={faults.password}
        />
        {needsCode && (
          <TextField
            label={words.proofCode}
            name="code"
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={16}
            error={faults.code}
          />
        )}
        <Button type="submit" variant={danger ? 'danger' : 'primary'} wide loading={busy} disabled={waitS > 0}>
          {waitS > 0 ? strings.waitFor(waitS) : submit}
        </Button>
      </form>
    </Dialog>
  );
}
