/**
 * Giving a tip, from the amount to the thanks. Only for people who are signed in; closing it loses nothing: what is on its
 * way goes on, and is there again when it is opened.
 */
import { useEffect, useId, useRef, useState } from 'react';
import type { TipMenuItem } from '#protocol/http/tips.ts';
import { Dialog, tokensText, useToast } from '../../ui/index.ts';
import { refusalWords } from './refusal-words.ts';
import { strings } from './strings.ts';
import { type DialogStep, TipFooter, titleOf } from './tip-dialog-frame.tsx';
import { amountOf, bodyOf, emptyDraft, isMuch, type TipDraft, type TipTarget, withItem } from './tip-draft.ts';
import { TipForm } from './tip-form.tsx';
import type { Sending } from './tip-sender.ts';
import { AcceptedStep, ConfirmStep, RefusedStep, SendingStep, UnknownStep } from './tip-steps.tsx';
import { missingOf, tokensOf } from './tokens.ts';
import { useBalance } from './use-balance.ts';
import { useBoard } from './use-board.ts';
import { type UseTipSender, useTipSender } from './use-tip-sender.ts';

export interface TipDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly target: TipTarget;
  readonly performer: { readonly id: string; readonly displayName: string };
  /** Who is signed in. */
  readonly person: string;
  /** Chosen from the menu when it is opened. */
  readonly item?: TipMenuItem | undefined;
}

export function TipDialog({ open, onOpenChange, target, performer, person, item }: TipDialogProps) {
  const { sender, sending } = useTipSender(person);
  const { balance, take } = useBalance(person);
  const [draft, setDraft] = useState<TipDraft>(emptyDraft);
  const [asking, setAsking] = useState(false);
  const [faulty, setFaulty] = useState(false);
  const [sent, setSent] = useState(false);
  const menu = useBoard(performer.id, { enabled: open, freshMs: 10_000 }).data?.menu ?? [];
  const formId = useId();
  useEffect(() => {
    if (!open || item === undefined) return;
    setDraft((before) => (before.item?.id === item.id ? before : withItem(before, item)));
  }, [open, item]);
  useAnswers({ sender, sending }, { open, sent }, take, {
    onAccepted: () => setDraft(emptyDraft),
    onTold: () => setSent(false),
  });
  const amount = amountOf(draft.amount);
  const has = balance === undefined ? undefined : tokensOf(balance);
  const missing = amount === undefined || has === undefined ? 0n : missingOf(amount, has);
  const send = (): void => {
    const body = bodyOf(draft, target);
    setAsking(false);
    if (body === undefined) return;
    setSent(true);
    sender.send(body, performer.displayName);
  };
  const submit = (): void => {
    setFaulty(amount === undefined);
    if (amount === undefined || missing > 0n) return;
    if (isMuch(amount, has)) setAsking(true);
    else send();
  };
  const close = (wanted: boolean): void => {
    onOpenChange(wanted);
    if (wanted) return;
    setAsking(false);
    if (sending.step === 'accepted' || sending.step === 'refused') setSent(false);
    sender.reset();
  };
  const own = asking ? 'confirm' : 'form';
  const step: DialogStep = sending.step === 'idle' ? own : sending.step;
  const name = performer.displayName;
  const tokens = amount === undefined ? undefined : tokensText(String(amount));
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title={titleOf(step, sending.step === 'idle' ? name : sending.intent.name, tokens)}
      description={step === 'form' && <BalanceWords balance={balance} />}
      footer={
        <TipFooter
          key={step}
          step={step}
          formId={formId}
          tokens={tokens}
          blocked={missing > 0n}
          onSend={send}
          onBack={() => (asking ? setAsking(false) : sender.reset())}
          onAgain={() => sender.again()}
          onClose={() => close(false)}
          refusal={sending.step === 'refused' ? sending.refusal.code : null}
        />
      }
    >
      {step === 'form' && (
        <TipForm
          id={formId}
          name={name}
          draft={draft}
          onDraft={(changed) => {
            setFaulty(false);
            setDraft(changed);
          }}
          menu={menu}
          amountFault={faultOf(faulty, missing)}
          onSubmit={submit}
        />
      )}
      {step === 'confirm' && <ConfirmStep left={has === undefined ? undefined : String(has - (amount ?? 0n))} />}
      {sending.step === 'sending' && <SendingStep sending={sending} />}
      {sending.step === 'unknown' && <UnknownStep sending={sending} />}
      {sending.step === 'refused' && <RefusedStep sending={sending} balance={balance} />}
      {sending.step === 'accepted' && <AcceptedStep sending={sending} />}
    </Dialog>
  );
}

/** Why the amount cannot be sent; undefined where it can. */
function faultOf(faulty: boolean, missing: bigint): string | undefined {
  if (faulty) return strings.dialog.amountFault;
  return missing > 0n ? strings.dialog.more(tokensText(String(missing))) : undefined;
}

interface Dialogs {
  readonly open: boolean;
  /** Whether this dialog sent what is under way; there may be several. */
  readonly sent: boolean;
}

/** What an answer changes beside the dialog's own step. */
function useAnswers(
  { sender, sending }: UseTipSender,
  { open, sent }: Dialogs,
  take: (balance: string) => void,
  told: { readonly onAccepted: () => void; readonly onTold: () => void },
): void {
  const now = useRef({ take, ...told });
  now.current = { take, ...told };
  useEffect(() => {
    if (sending.step !== 'accepted') return;
    const left = sender.takeBalance();
    if (left !== undefined) now.current.take(left);
    now.current.onAccepted();
  }, [sender, sending]);
  // What became of an earlier tip, sent elsewhere, is not what this dialog is opened for.
  useEffect(() => {
    if (open && !sent) sender.reset();
  }, [open, sent, sender]);
  useNewsWhileClosed(sending, sent && !open, () => {
    sender.reset();
    now.current.onTold();
  });
}

/** Who closed the dialog meanwhile hears what became of the tip; from the dialog that sent it, for there may be several. */
function useNewsWhileClosed(sending: Sending, listens: boolean, onTold: () => void): void {
  const toast = useToast();
  const now = useRef({ listens, onTold });
  now.current = { listens, onTold };
  useEffect(() => {
    if (!now.current.listens) return;
    if (sending.step === 'accepted') {
      const { tip, intent } = sending;
      toast({ title: strings.accepted.words(tokensText(tip.amount), intent.name), tone: 'ok' });
    }
    if (sending.step === 'refused') {
      const { refusal, intent } = sending;
      const description = refusalWords(refusal, intent.body.amount, undefined);
      toast({ title: strings.refused.title, description, tone: 'error' });
    }
    if (sending.step === 'unknown')
      toast({ title: strings.unknown.title, description: strings.unknown.closed, tone: 'error' });
    if (sending.step === 'accepted' || sending.step === 'refused') now.current.onTold();
  }, [sending, toast]);
}

function BalanceWords({ balance }: { readonly balance: string | undefined }) {
  if (balance === undefined) return <>{strings.dialog.balanceUnknown}</>;
  return <>{strings.dialog.balance(tokensText(balance))}</>;
}
