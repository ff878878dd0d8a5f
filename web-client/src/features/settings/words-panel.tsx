/**
 * Words the channel does not want: some wait for a moderator, some are not let through.
 */
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ListedWord } from '#protocol/http/channels.ts';
import { call } from '../../api/index.ts';
import { TextAreaField, useAttempt } from '../../forms/index.ts';
import { Banner, Button, useToast } from '../../ui/index.ts';
import styles from './panel.module.css';
import { Panel } from './panel.tsx';
import { keys } from './queries.ts';
import { strings } from './strings.ts';
import { linesFor, wordsOf } from './word-list.ts';

const words = strings.channel;

export function WordsPanel({ listed }: { readonly listed: readonly ListedWord[] }) {
  const [hold, setHold] = useState(linesFor(listed, 'hold'));
  const [block, setBlock] = useState(linesFor(listed, 'block'));
  const { busy, failure, faults, waitS, run, blame } = useAttempt();
  const queries = useQueryClient();
  const toast = useToast();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const judged = wordsOf({ hold, block });
    if ('fault' in judged) {
      blame({ words: judged.fault });
      return;
    }
    const save = async (): Promise<void> => {
      const kept = await call('setChannelWords', { body: { words: judged.words } });
      toast({ tone: 'ok', title: words.wordsSaved(kept.words.length) });
      await queries.invalidateQueries({ queryKey: keys.channel });
    };
    void run(save);
  };
  const wrong = failure ?? faults.words;
  return (
    <Panel title={words.words} words={words.wordsWords}>
      <form className={styles.form} onSubmit={submit} noValidate>
        {wrong && <Banner tone="error">{wrong}</Banner>}
        <TextAreaField label={words.hold} value={hold} onValueChange={setHold} rows={4} spellCheck={false} />
        <TextAreaField label={words.block} value={block} onValueChange={setBlock} rows={4} spellCheck={false} />
        <div className={styles.actions}>
          <Button type="submit" variant="primary" loading={busy} disabled={waitS > 0}>
            {waitS > 0 ? strings.waitFor(waitS) : strings.save}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
