/**
 * Setting what one collects for. A new goal ends the one before, and begins at nothing.
 */
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { TipGoal } from '#protocol/http/tips.ts';
import { setTipGoal } from '#protocol/http/tips.ts';
import { call } from '../../api/index.ts';
import { useAttempt } from '../../forms/index.ts';
import { Banner, Button, TextField, useToast } from '../../ui/index.ts';
import styles from './editors.module.css';
import { GoalBar } from './goal-bar.tsx';
import { strings } from './strings.ts';
import { boardKey } from './use-board.ts';

const { goal: words } = strings.studio;

export interface GoalEditorProps {
  readonly performer: string;
  readonly goal: TipGoal | null;
}

export function GoalEditor({ performer, goal }: GoalEditorProps) {
  const client = useQueryClient();
  const toast = useToast();
  const [title, setTitle] = useState('');
  const [target, setTarget] = useState('');
  const attempt = useAttempt({ words: { CONTENT_BLOCKED: words.blocked }, fields: { CONTENT_BLOCKED: 'title' } });
  const again = () => client.invalidateQueries({ queryKey: boardKey(performer) });
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const read = setTipGoal.body.safeParse({ title, target: /^\d{1,9}$/.test(target) ? Number(target) : 0 });
    if (!read.success) return attempt.blame(faultsIn(read.error.issues.map(({ path }) => path[0])));
    const done = await attempt.run(() => call('setTipGoal', { body: read.data }));
    if (!done) return;
    toast({ title: words.isSet, tone: 'ok' });
    setTitle('');
    setTarget('');
    await again();
  };
  const end = async (): Promise<void> => {
    const done = await attempt.run(() => call('endTipGoal', {}));
    if (!done) return;
    toast({ title: words.ended });
    await again();
  };
  return (
    <form className={styles.editor} noValidate onSubmit={(event) => void save(event)}>
      <p className={styles.words}>{words.words}</p>
      {goal && (
        <div className={styles.current}>
          <GoalBar goal={goal} />
          <Button size="sm" variant="quiet" disabled={attempt.busy} onClick={() => void end()}>
            {words.end}
          </Button>
        </div>
      )}
      {attempt.failure && <Banner tone="error">{attempt.failure}</Banner>}
      <div className={styles.pair}>
        <TextField
          label={words.name}
          maxLength={80}
          value={title}
          error={attempt.faults.title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <TextField
          label={words.target}
          inputMode="numeric"
          maxLength={9}
          value={target}
          error={attempt.faults.target}
          onChange={(event) => setTarget(event.currentTarget.value.trim())}
        />
      </div>
      <div>
        <Button type="submit" variant="primary" loading={attempt.busy}>
          {goal ? words.change : words.set}
        </Button>
      </div>
    </form>
  );
}

function faultsIn(fields: readonly (PropertyKey | undefined)[]): Record<string, string> {
  return {
    ...(fields.includes('title') ? { title: words.nameFault } : {}),
    ...(fields.includes('target') ? { target: words.targetFault } : {}),
  };
}
