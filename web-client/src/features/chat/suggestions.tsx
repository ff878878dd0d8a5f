/**
 * What the word under the caret may become, above the composer. Focus stays in the text; the keys come from there.
 */
import { Emote } from './emote.tsx';
import { isEmote } from './emotes.ts';
import { strings } from './strings.ts';
import styles from './suggestions.module.css';
import type { OpenCompletion } from './use-completion.ts';

export interface SuggestionsProps {
  /** Of the list; each suggestion is `id-at`. */
  readonly id: string;
  readonly completion: OpenCompletion;
  readonly onTake: (at: number) => void;
}

export function Suggestions({ id, completion, onTake }: SuggestionsProps) {
  const { kind, suggestions, active } = completion;
  return (
    <div id={id} role="listbox" aria-label={strings.composer.suggestions[kind]} className={styles.list}>
      {suggestions.map(({ text, label, about }, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text field's
        <div
          key={text}
          id={`${id}-${at}`}
          role="option"
          aria-selected={at === active}
          tabIndex={-1}
          className={styles.option}
          // A press must not take the focus from the text.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(at)}
        >
          {isEmote(label) && kind === 'emote' && <Emote name={label} silent />}
          <span className={styles.label}>{label}</span>
          {about && <span className={styles.about}>{about}</span>}
        </div>
      ))}
    </div>
  );
}
