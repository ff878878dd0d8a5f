/**
 * What staff may do about a room: each act asks for its reason first.
 */
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ModerationActName, RoomHold } from '#protocol/http/moderation.ts';
import { call } from '../../api/index.ts';
import { TextAreaField, useAttempt } from '../../forms/index.ts';
import { Banner, Button, Dialog, useToast } from '../../ui/index.ts';
import styles from './moderation.module.css';
import { strings } from './strings.ts';

const rules = { words: {}, invalid: { reason: strings.reasonShort } } as const;

export interface ActButtonsProps {
  readonly streamId: string;
  readonly title: string;
  readonly hold: RoomHold;
}

export function ActButtons({ streamId, title, hold }: ActButtonsProps) {
  const [act, setAct] = useState<ModerationActName>();
  const offered: ModerationActName[] = [
    'warn',
    hold.muted ? 'unmute' : 'mute',
    hold.blurred ? 'unblur' : 'blur',
    hold.paused ? 'resume' : 'pause',
    'end',
  ];
  return (
    <>
      <fieldset className={styles.acts}>
        <legend className={styles.legend}>{title}</legend>
        {offered.map((name) => (
          <Button key={name} size="sm" variant={name === 'end' ? 'danger' : 'secondary'} onClick={() => setAct(name)}>
            {strings.acts[name][0]}
          </Button>
        ))}
      </fieldset>
      {act && <ReasonDialog streamId={streamId} title={title} act={act} onClose={() => setAct(undefined)} />}
    </>
  );
}

interface ReasonDialogProps {
  readonly streamId: string;
  readonly title: string;
  readonly act: ModerationActName;
  readonly onClose: () => void;
}

function ReasonDialog({ streamId, title, act, onClose }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  const { busy, failure, faults, run, blame } = useAttempt(rules);
  const queries = useQueryClient();
  const toast = useToast();
  const [name, words] = strings.acts[act];
  const carryOut = async (): Promise<void> => {
    await call('moderateRoom', { params: { id: streamId }, body: { act, reason: reason.trim() } });
    toast({ tone: 'ok', title: strings.done });
    onClose();
    await queries.invalidateQueries({ queryKey: ['me', 'moderation'] });
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (reason.trim().length < 3) blame({ reason: strings.reasonShort });
    else void run(carryOut);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`${name}: ${title}`} description={words}>
      <form className={styles.form} onSubmit={submit} noValidate>
        {failure && <Banner tone="error">{failure}</Banner>}
        <TextAreaField
          label={strings.reason}
          hint={strings.reasonHint}
          value={reason}
          onValueChange={setReason}
          maxLength={300}
          rows={3}
          error={faults.reason}
        />
        <div className={styles.acts}>
          <Button type="submit" variant={act === 'end' ? 'danger' : 'primary'} loading={busy}>
            {name}
          </Button>
          <Button onClick={onClose}>{strings.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
