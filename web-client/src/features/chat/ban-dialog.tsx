/**
 * Asks before somebody is shut out, and why.
 */
import { type FormEvent, useState } from 'react';
import { Button, Dialog, TextField } from '../../ui/index.ts';
import { type Author, useAct, useChatTools } from './chat-tools.ts';
import { strings } from './strings.ts';

const { card } = strings;

export interface BanDialogProps {
  readonly author: Author;
  readonly onClose: () => void;
}

export function BanDialog({ author, onClose }: BanDialogProps) {
  const { chat } = useChatTools();
  const act = useAct();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const ban = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const why = reason.trim();
    const params = why === '' ? { person: author.id } : { person: author.id, reason: why };
    const well = await act(chat.ask('chat.ban', params), card.banned(author.displayName));
    setBusy(false);
    if (well) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={card.banTitle(author.displayName)}
      description={card.banWords}
      footer={
        <>
          <Button onClick={onClose}>{card.cancel}</Button>
          <Button type="submit" form="ban-form" variant="danger" loading={busy}>
            {card.ban}
          </Button>
        </>
      }
    >
      <form id="ban-form" onSubmit={(event) => void ban(event)}>
        <TextField
          label={card.banReason}
          hint={card.banReasonHint}
          maxLength={200}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </form>
    </Dialog>
  );
}
