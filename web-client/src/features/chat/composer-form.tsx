/**
 * Where lines are written. Enter says them; a passer-by is asked to sign in and keeps what they wrote.
 */
import { SendHorizontal, X } from 'lucide-react';
import { type KeyboardEvent, useId, useMemo } from 'react';
import { maxLineLength } from '#protocol/socket/chat.ts';
import type { Presence } from '#protocol/socket/room.ts';
import { useSession } from '../../session/index.ts';
import { Button, cx, IconButton, useToast, VisuallyHidden } from '../../ui/index.ts';
import type { ChatState } from './chat-state.ts';
import { useChatTools } from './chat-tools.ts';
import { peopleOf } from './completion.ts';
import styles from './composer-form.module.css';
import { EmotePicker } from './emote-picker.tsx';
import { strings } from './strings.ts';
import { Suggestions } from './suggestions.tsx';
import type { ChatSource } from './use-chat.ts';
import { useCompletion } from './use-completion.ts';
import type { Composer } from './use-composer.ts';
import { useSecondsUntil } from './use-seconds-until.ts';

/** From so few characters left the number is shown. */
const countFrom = 100;

export interface ComposerFormProps {
  readonly state: ChatState;
  readonly composer: Composer;
  readonly performer: ChatSource['performer'];
  /** Who is here under their name. */
  readonly here: Presence['people'];
}

export function ComposerForm({ state, composer, performer, here }: ComposerFormProps) {
  const { me } = useChatTools();
  const { submit, wait, anonymous } = useSubmit(state, composer);
  const people = useMemo(() => peopleOf(state.lines, performer, me, here), [state.lines, performer, me, here]);
  const completion = useCompletion(composer, people);
  const id = useId();
  const press = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // While a word is being composed (Japanese, say) Enter belongs to it.
    if (event.nativeEvent.isComposing || completion.press(event)) return;
    if (event.key === 'Escape' && composer.replyTo) composer.reply(undefined);
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (!event.shiftKey) submit();
  };
  const { text, replyTo } = composer;
  const left = maxLineLength - text.length;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {completion.open && <Suggestions id={id} completion={completion.open} onTake={completion.take} />}
      {replyTo && (
        <div className={styles.reply}>
          <p className={styles.quote}>
            <span className={styles.replyTo}>{strings.composer.replyingTo(replyTo.author.displayName)}</span>{' '}
            {replyTo.text}
          </p>
          <IconButton
            size="sm"
            label={strings.composer.cancelReply}
            tooltipSide="none"
            icon={<X />}
            onClick={() => composer.reply(undefined)}
          />
        </div>
      )}
      <div className={styles.row}>
        <div className={styles.box}>
          <textarea
            ref={composer.ref}
            className={styles.field}
            rows={1}
            aria-label={strings.composer.label}
            aria-autocomplete="list"
            aria-controls={completion.open && id}
            aria-activedescendant={completion.open && `${id}-${completion.open.active}`}
            placeholder={placeholderOf(state)}
            enterKeyHint="send"
            autoComplete="off"
            value={text}
            maxLength={maxLineLength}
            onChange={({ currentTarget }) => composer.change(currentTarget.value, currentTarget.selectionStart)}
            onSelect={({ currentTarget }) => composer.moveCaret(currentTarget.selectionStart)}
            onKeyDown={press}
          />
          {left <= countFrom && (
            <span className={cx(styles.left, left === 0 && styles.none)}>
              <span aria-hidden="true">{left}</span>
              <VisuallyHidden role="status">{left % 20 === 0 ? strings.composer.left(left) : ''}</VisuallyHidden>
            </span>
          )}
          <EmotePicker onPick={composer.write} />
        </div>
        {anonymous ? (
          <Button type="submit" variant="primary">
            {strings.composer.signIn}
          </Button>
        ) : (
          <SendButton wait={wait} empty={text.trim() === ''} />
        )}
      </div>
    </form>
  );
}

function SendButton({ wait, empty }: { readonly wait: number; readonly empty: boolean }) {
  return (
    <button
      type="submit"
      className={styles.send}
      aria-label={wait > 0 ? strings.composer.sendIn(wait) : strings.composer.send}
      disabled={wait > 0 || empty}
    >
      {wait > 0 ? <span className={styles.wait}>{wait}</span> : <SendHorizontal aria-hidden="true" />}
    </button>
  );
}

function useSubmit({ readyAt, phase }: ChatState, composer: Composer) {
  const { chat } = useChatTools();
  const { status, askToSignIn } = useSession();
  const toast = useToast();
  const wait = useSecondsUntil(readyAt);
  const anonymous = status === 'anonymous';
  const submit = (): void => {
    const text = composer.text.trim();
    if (anonymous) askToSignIn(strings.composer.signInWhy);
    const ready = phase === 'open' && status === 'signed-in' && wait === 0;
    if (text === '' || !ready) return;
    if (chat.speaker.say(text, composer.replyTo)) composer.clear();
    else toast({ title: strings.composer.tooMany, tone: 'error' });
  };
  return { submit, wait, anonymous };
}

function placeholderOf({ settings, moderates }: ChatState): string {
  return settings.followersOnly && !moderates ? strings.composer.placeholderFollowers : strings.composer.placeholder;
}
