/**
 * What stands above and below each step of giving a tip: its title, and the ways on.
 */
import { Send } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ErrorCode } from '#protocol/errors.ts';
import { Button, buttonClass } from '../../ui/index.ts';
import { strings } from './strings.ts';
import styles from './tip-dialog-frame.module.css';
import type { Sending } from './tip-sender.ts';

/** The dialog's own two steps, then the sender's. */
export type DialogStep = 'form' | 'confirm' | Exclude<Sending['step'], 'idle'>;

/** @param name whom the tip is for @param tokens how much; undefined where that is no amount yet */
export function titleOf(step: DialogStep, name: string, tokens: string | undefined): string {
  switch (step) {
    case 'form':
      return strings.dialog.title(name);
    case 'confirm':
      return strings.confirm.title(tokens ?? '', name);
    case 'sending':
      return strings.pending.title;
    case 'unknown':
      return strings.unknown.title;
    case 'refused':
      return strings.refused.title;
    case 'accepted':
      return strings.accepted.title;
  }
}

export interface TipFooterProps {
  readonly step: DialogStep;
  readonly formId: string;
  readonly tokens: string | undefined;
  /** There are too few tokens for it. */
  readonly blocked: boolean;
  readonly refusal: ErrorCode | null;
  readonly onSend: () => void;
  readonly onBack: () => void;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

/** The second press of a double one is over by then, in milliseconds. */
const deafMs = 400;

/**
 * Give it the step as its key: a button that became the next step's while it was pressed would go on as that one, and send
 * what nobody meant to send. For the same reason a new step is deaf for a moment: on a phone its buttons stand where those
 * of the step before stood, and the second tap of a double tap would press them.
 */
export function TipFooter(props: TipFooterProps) {
  const [deaf, setDeaf] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setDeaf(false), deafMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <fieldset className={styles.ways} disabled={deaf}>
      <Ways {...props} />
    </fieldset>
  );
}

function Ways(props: TipFooterProps) {
  const { step, formId, tokens, blocked, refusal, onSend, onBack, onAgain, onClose } = props;
  switch (step) {
    case 'form':
      return (
        <Button type="submit" form={formId} variant="primary" wide icon={<Send />} disabled={blocked}>
          {strings.dialog.send(tokens ?? strings.tip.toLowerCase())}
        </Button>
      );
    case 'confirm':
      return (
        <>
          <Button onClick={onBack}>{strings.confirm.back}</Button>
          <Button variant="primary" onClick={onSend}>
            {strings.confirm.yes(tokens ?? '')}
          </Button>
        </>
      );
    case 'sending':
      return null;
    case 'unknown':
      return (
        <Button variant="primary" onClick={onAgain}>
          {strings.unknown.action}
        </Button>
      );
    case 'refused':
      return (
        <>
          {(refusal === 'INSUFFICIENT_FUNDS' || refusal === 'SPENDING_LIMIT') && <ToWallet />}
          <Button variant="primary" onClick={onBack}>
            {strings.refused.back}
          </Button>
        </>
      );
    case 'accepted':
      return (
        <>
          <Button onClick={onBack}>{strings.accepted.another}</Button>
          <Button variant="primary" onClick={onClose}>
            {strings.accepted.done}
          </Button>
        </>
      );
  }
}

/** In a tab of its own: the show goes on in this one. */
function ToWallet() {
  return (
    <a className={buttonClass()} href="/wallet" target="_blank" rel="noreferrer">
      {strings.refused.wallet}
    </a>
  );
}
