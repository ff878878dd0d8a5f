/**
 * A tip before it is sent: how much, for what, with which words, and who may see it.
 */
import { useId } from 'react';
import { maxTipMessage, type TipMenuItem } from '#protocol/http/tips.ts';
import { TextAreaField } from '../../forms/index.ts';
import { cx, Switch, tokensText, VisuallyHidden } from '../../ui/index.ts';
import { AmountPicker } from './amount-picker.tsx';
import { strings } from './strings.ts';
import { type TipDraft, withAmount, withItem } from './tip-draft.ts';
import styles from './tip-form.module.css';

const { dialog: words } = strings;

export interface TipFormProps {
  /** Of the form, for the button that sends it. */
  readonly id: string;
  /** The performer as they are called. */
  readonly name: string;
  readonly draft: TipDraft;
  readonly onDraft: (draft: TipDraft) => void;
  readonly menu: readonly TipMenuItem[];
  /** Why the amount cannot be sent; undefined where it can. */
  readonly amountFault: string | undefined;
  readonly onSubmit: () => void;
}

export function TipForm({ id, name, draft, onDraft, menu, amountFault, onSubmit }: TipFormProps) {
  const left = maxTipMessage - draft.message.length;
  return (
    <form
      id={id}
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <AmountPicker
        amount={draft.amount}
        error={amountFault}
        onAmount={(amount) => onDraft(withAmount(draft, amount))}
      />
      {menu.length > 0 && <MenuPicker menu={menu} draft={draft} onDraft={onDraft} />}
      <TextAreaField
        label={words.message}
        name="message"
        rows={2}
        className={styles.message}
        hint={draft.private ? words.messageAway(name) : words.messageHint}
        maxLength={maxTipMessage}
        value={draft.message}
        // One line, as it is shown: what is pasted with breaks is joined.
        onValueChange={(message) => onDraft({ ...draft, message: message.replaceAll(/[\r\n\t]+/g, ' ') })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          onSubmit();
        }}
      />
      <VisuallyHidden role="status">{left <= 60 && left % 20 === 0 ? words.left(left) : ''}</VisuallyHidden>
      <Switch
        label={words.private}
        description={words.privateWords(name)}
        checked={draft.private}
        onCheckedChange={(on) => onDraft({ ...draft, private: on })}
      />
      <Switch
        label={words.anonymous}
        description={words.anonymousWords(name)}
        checked={draft.anonymous}
        onCheckedChange={(on) => onDraft({ ...draft, anonymous: on })}
      />
    </form>
  );
}

function MenuPicker({ menu, draft, onDraft }: Pick<TipFormProps, 'menu' | 'draft' | 'onDraft'>) {
  const id = useId();
  return (
    <section className={styles.menu} aria-labelledby={id}>
      <h3 id={id} className={styles.menuTitle}>
        {words.menu}
      </h3>
      <ul className={styles.items}>
        {menu.map((item) => (
          <li key={item.id}>
            <button
              type="button"
              className={cx(styles.item, draft.item?.id === item.id && styles.chosen)}
              aria-pressed={draft.item?.id === item.id}
              onClick={() => onDraft(withItem(draft, item))}
            >
              <span className={styles.itemTitle} dir="auto">
                {item.title}
              </span>
              <span className={styles.price}>{tokensText(item.tokens)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
