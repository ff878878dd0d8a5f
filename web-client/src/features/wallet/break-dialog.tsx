/**
 * The last question before a break: until when, and that nobody can take it back.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/index.ts';
import { useAttempt } from '../../forms/index.ts';
import { Banner, Button, Dialog, Switch, useNow, useToast } from '../../ui/index.ts';
import { type Break, breakOf } from './limit-form.ts';
import { keys } from './queries.ts';
import { limitWords, strings } from './strings.ts';
import { momentOf } from './when.ts';

const words = strings.pause;
const hourMs = 3_600_000;

export interface BreakDialogProps {
  readonly wanted: Break;
  /** In words: "6 hours". */
  readonly length: string;
  readonly onClose: () => void;
}

export function BreakDialog({ wanted, length, onClose }: BreakDialogProps) {
  const now = useNow(30_000);
  const queries = useQueryClient();
  const toast = useToast();
  const [understood, setUnderstood] = useState(false);
  const { busy, failure, run } = useAttempt({ words: limitWords });
  const until = momentOf(new Date(now + hoursOf(wanted) * hourMs).toISOString());

  const start = async (): Promise<void> => {
    const answer = await call('takeBreak', { body: wanted });
    queries.setQueryData(keys.limits, answer);
    const begun = breakOf(answer.limits, now);
    toast({ title: words.started(begun ? momentOf(begun.until) : until) });
    onClose();
  };
  const footer = (
    <>
      <Button onClick={onClose}>{words.cancel}</Button>
      <Button variant="danger" disabled={!understood} loading={busy} onClick={() => void run(start)}>
        {words.start}
      </Button>
    </>
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={words.confirmTitle(length)}
      description={words.confirm(until)}
      footer={footer}
    >
      {failure && <Banner tone="error">{failure}</Banner>}
      <Switch label={words.understood} checked={understood} onCheckedChange={setUnderstood} />
    </Dialog>
  );
}

function hoursOf(wanted: Break): number {
  return wanted.kind === 'cool_off' ? wanted.hours : wanted.days * 24;
}
