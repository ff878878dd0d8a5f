/**
 * The suggestions under the caret: which is chosen, and what the keys do to them.
 */
import { type KeyboardEvent, useState } from 'react';
import { type Completable, type Completion, completed, completionOf } from './completion.ts';
import type { Composer } from './use-composer.ts';

export interface OpenCompletion extends Completion {
  readonly active: number;
}

export interface UseCompletion {
  readonly open: OpenCompletion | undefined;
  readonly take: (at: number) => void;
  /** Whether the key was one for the suggestions. */
  readonly press: (event: KeyboardEvent) => boolean;
}

export function useCompletion(composer: Composer, people: readonly Completable[]): UseCompletion {
  const { text, caret, change, ref } = composer;
  const [chosen, setChosen] = useState(0);
  /** The beginning of the word for which the person wanted none. */
  const [refused, setRefused] = useState<number>();
  const found = completionOf(text, caret, people);
  const completion = found?.from === refused ? undefined : found;
  const active = Math.min(chosen, (completion?.suggestions.length ?? 1) - 1);

  const take = (at: number): void => {
    const suggestion = completion?.suggestions[at];
    if (completion === undefined || suggestion === undefined) return;
    const next = completed(text, caret, completion.from, suggestion.text);
    change(next.text, next.caret);
    setChosen(0);
    ref.current?.focus();
    // Once it is drawn: the browser puts the caret behind everything.
    requestAnimationFrame(() => ref.current?.setSelectionRange(next.caret, next.caret));
  };
  const move = (by: number): void => {
    const count = completion?.suggestions.length ?? 1;
    setChosen((active + by + count) % count);
  };
  const press = (event: KeyboardEvent): boolean => {
    if (completion === undefined) {
      if (refused !== undefined && found === undefined) setRefused(undefined);
      return false;
    }
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Tab' || event.key === 'Enter') take(active);
    else if (event.key === 'Escape') setRefused(completion.from);
    else return false;
    event.preventDefault();
    return true;
  };
  return { open: completion && { ...completion, active }, take, press };
}
