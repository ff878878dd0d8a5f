/**
 * The tip menu, line by line.
 */
import { useQueryClient } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { maxMenuItems, type TipMenuItem } from '#protocol/http/tips.ts';
import { call } from '../../api/index.ts';
import { useAttempt } from '../../forms/index.ts';
import { Banner, Button, IconButton, TextField, useToast } from '../../ui/index.ts';
import styles from './editors.module.css';
import { linesOf, type MenuLine, menuOf, withLine } from './menu-draft.ts';
import { strings } from './strings.ts';
import { boardKey } from './use-board.ts';

const { menu: words } = strings.studio;

export interface MenuEditorProps {
  readonly performer: string;
  /** As it is when the editor is opened; what is typed stays whatever is told meanwhile. */
  readonly menu: readonly TipMenuItem[];
}

export function MenuEditor({ performer, menu }: MenuEditorProps) {
  const client = useQueryClient();
  const toast = useToast();
  const [lines, setLines] = useState(() => (menu.length === 0 ? withLine([]) : linesOf(menu)));
  const [faulty, setFaulty] = useState<readonly number[]>([]);
  const attempt = useAttempt({ words: { CONTENT_BLOCKED: words.blocked } });
  const change = (key: number, change: Partial<MenuLine>): void => {
    setFaulty([]);
    setLines((before) => before.map((line) => (line.key === key ? { ...line, ...change } : line)));
  };
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const read = menuOf(lines);
    setFaulty('faulty' in read ? read.faulty : []);
    if ('faulty' in read) return;
    const done = await attempt.run(() => call('setTipMenu', { body: read.body }));
    if (!done) return;
    toast({ title: words.saved, tone: 'ok' });
    await client.invalidateQueries({ queryKey: boardKey(performer) });
  };
  return (
    <form className={styles.editor} noValidate onSubmit={(event) => void save(event)}>
      <p className={styles.words}>{words.words}</p>
      {attempt.failure && <Banner tone="error">{attempt.failure}</Banner>}
      {faulty.length > 0 && <Banner tone="error">{words.fault}</Banner>}
      <ul className={styles.lines}>
        {lines.map(({ key, title, tokens }, at) => (
          <li key={key} className={styles.line}>
            <TextField
              label={words.what(at + 1)}
              hideLabel
              placeholder={words.whatHead}
              maxLength={60}
              value={title}
              aria-invalid={faulty.includes(key) || undefined}
              onChange={(event) => change(key, { title: event.currentTarget.value })}
            />
            <TextField
              label={words.tokens(at + 1)}
              hideLabel
              placeholder={words.tokensHead}
              inputMode="numeric"
              maxLength={7}
              value={tokens}
              onChange={(event) => change(key, { tokens: event.currentTarget.value })}
            />
            <IconButton
              label={words.remove(at + 1)}
              icon={<X />}
              onClick={() => setLines((before) => before.filter((line) => line.key !== key))}
            />
          </li>
        ))}
      </ul>
      {lines.length === 0 && <p className={styles.words}>{words.empty}</p>}
      <div className={styles.ways}>
        <Button
          size="sm"
          variant="quiet"
          icon={<Plus />}
          disabled={lines.length >= maxMenuItems}
          onClick={() => setLines(withLine)}
        >
          {lines.length >= maxMenuItems ? words.full : words.add}
        </Button>
        <Button type="submit" variant="primary" loading={attempt.busy}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}
