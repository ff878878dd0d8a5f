/**
 * What follows the form of a tip: whether it is meant, that it is on its way, and what became of it.
 */
import { CircleAlert, CircleCheck, CircleHelp, Clock } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx, Spinner, tokensText } from '../../ui/index.ts';
import { refusalWords } from './refusal-words.ts';
import { strings } from './strings.ts';
import type { Sending } from './tip-sender.ts';
import styles from './tip-steps.module.css';

type Of<Step extends Sending['step']> = Extract<Sending, { step: Step }>;

/** Undoing is impossible, so much is asked about once. */
export function ConfirmStep({ left }: { readonly left: string | undefined }) {
  return (
    <Step art={<CircleHelp />}>
      <p>{strings.confirm.words}</p>
      {left !== undefined && <p className={styles.muted}>{strings.confirm.left(tokensText(left))}</p>}
    </Step>
  );
}

export function SendingStep({ sending }: { readonly sending: Of<'sending'> }) {
  return (
    <Step art={<Spinner size="lg" />}>
      <p role="status">{sending.tries > 1 ? strings.pending.again : strings.pending.words}</p>
    </Step>
  );
}

export function UnknownStep({ sending: { intent } }: { readonly sending: Of<'unknown'> }) {
  return (
    <Step art={<CircleHelp />} tone="warn">
      <p role="alert">{strings.unknown.words(tokensText(String(intent.body.amount)), intent.name)}</p>
    </Step>
  );
}

export interface RefusedStepProps {
  readonly sending: Of<'refused'>;
  readonly balance: string | undefined;
}

export function RefusedStep({ sending: { refusal, intent }, balance }: RefusedStepProps) {
  return (
    <Step art={<CircleAlert />} tone="danger">
      <p role="alert">{refusalWords(refusal, intent.body.amount, balance)}</p>
    </Step>
  );
}

export function AcceptedStep({ sending: { tip, intent, balance } }: { readonly sending: Of<'accepted'> }) {
  const { accepted: words } = strings;
  const settled = tip.state === 'settled';
  return (
    <Step art={<CircleCheck />} tone="ok">
      <p role="status">{words.words(tokensText(tip.amount), intent.name)}</p>
      {tip.messageState === 'held' && <p>{words.held}</p>}
      <ol className={styles.steps}>
        <li className={styles.done}>
          <CircleCheck aria-hidden="true" />
          {words.steps.sent}
        </li>
        <li className={cx(settled && styles.done)} data-settled={settled || undefined}>
          {settled ? <CircleCheck aria-hidden="true" /> : <Clock aria-hidden="true" />}
          {settled ? words.steps.settled : words.settling}
        </li>
      </ol>
      <p className={styles.muted}>{words.balance(tokensText(balance))}</p>
    </Step>
  );
}

interface StepProps {
  readonly art: ReactNode;
  readonly tone?: 'ok' | 'warn' | 'danger';
  readonly children: ReactNode;
}

function Step({ art, tone, children }: StepProps) {
  return (
    <div className={styles.step}>
      <span className={cx(styles.art, tone && styles[tone])} aria-hidden="true">
        {art}
      </span>
      {children}
    </div>
  );
}
