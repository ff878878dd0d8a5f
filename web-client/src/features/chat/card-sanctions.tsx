/**
 * What those who moderate can do about a person: silence for a while, shut out, let in again; and the performer, to make
 * them a moderator.
 */
import { Ban, ShieldMinus, ShieldPlus, Undo2 } from 'lucide-react';
import type { ChatMute } from '#protocol/socket/chat.ts';
import type { Result } from '#protocol/socket/requests.ts';
import { Button, useNow, useToast } from '../../ui/index.ts';
import styles from './card-sanctions.module.css';
import { type Author, useAct, useChatTools } from './chat-tools.ts';
import { strings } from './strings.ts';
import { clockOf } from './time-left.ts';

export interface CardSanctionsProps {
  readonly author: Author;
  /** Undefined while it is read. */
  readonly card: Result<'chat.card'> | undefined;
  readonly onClose: () => void;
}

export function CardSanctions({ author, card, onClose }: CardSanctionsProps) {
  const { chat, appoints, askToBan } = useChatTools();
  const act = useAct();
  const silence = useSilence(author, onClose);
  const { id: person, displayName: name } = author;
  const ban = (): void => {
    onClose();
    askToBan(author);
  };
  const finish = (asked: Promise<unknown>, done: string): void => {
    void act(asked, done).then((well) => well && onClose());
  };
  return (
    <>
      {card?.mute && (
        <div className={styles.mute}>
          <MuteWords mute={card.mute} />
          <Button
            size="sm"
            icon={<Undo2 />}
            onClick={() => finish(chat.ask('chat.pardon', { person }), strings.card.pardoned(name))}
          >
            {strings.card.pardon}
          </Button>
        </div>
      )}
      <fieldset className={styles.spans}>
        <legend className={styles.legend}>{strings.card.silence}</legend>
        {strings.card.spans.map(({ seconds, label, words }) => (
          <Button
            key={seconds}
            size="sm"
            aria-label={strings.card.silenceFor(words)}
            onClick={() => void silence(seconds, words)}
          >
            {label}
          </Button>
        ))}
      </fieldset>
      <div className={styles.ways}>
        <Button size="sm" variant="danger" icon={<Ban />} onClick={ban}>
          {strings.card.ban}
        </Button>
        {appoints && card && !card.moderates && (
          <Button
            size="sm"
            icon={<ShieldPlus />}
            onClick={() => finish(chat.ask('chat.appoint', { person }), strings.card.appointed(name))}
          >
            {strings.card.appoint}
          </Button>
        )}
        {appoints && card?.moderates && (
          <Button
            size="sm"
            icon={<ShieldMinus />}
            onClick={() => finish(chat.ask('chat.dismiss', { person }), strings.card.dismissed(name))}
          >
            {strings.card.dismiss}
          </Button>
        )}
      </div>
    </>
  );
}

function MuteWords({ mute }: { readonly mute: ChatMute }) {
  const now = useNow(1_000);
  if (mute.until === null) return <p className={styles.state}>{strings.card.bannedState}</p>;
  return <p className={styles.state}>{strings.card.timeoutUntil(clockOf(Date.parse(mute.until) - now))}</p>;
}

/** Silences at once; a slip of the finger is undone from the toast. */
function useSilence({ id: person, displayName: name }: Author, onClose: () => void) {
  const { chat } = useChatTools();
  const act = useAct();
  const toast = useToast();
  return async (seconds: number, words: string): Promise<void> => {
    if (!(await act(chat.ask('chat.timeout', { person, seconds })))) return;
    onClose();
    const undo = (): void => void act(chat.ask('chat.pardon', { person }), strings.card.pardoned(name));
    toast({
      title: strings.card.silenced(name, words),
      tone: 'ok',
      action: { label: strings.card.undo, hint: strings.card.undoHint, onPress: undo },
    });
  };
}
