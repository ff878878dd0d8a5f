/**
 * The emotes to pick from. Arrows walk through them; the one that is picked goes into the text.
 */
import { SmilePlus } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { IconButton } from '../../ui/index.ts';
import { Popover } from '../../ui/popover.tsx';
import { Emote } from './emote.tsx';
import styles from './emote-picker.module.css';
import { emotes } from './emotes.ts';
import { strings } from './strings.ts';

const columns = 6;

export function EmotePicker({ onPick }: { readonly onPick: (words: string) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={strings.composer.emotes}
      open={open}
      onOpenChange={setOpen}
      side="top"
      snug
      trigger={
        <IconButton label={strings.composer.emotes} tooltipSide="none" icon={<SmilePlus />} aria-expanded={open} />
      }
    >
      <div className={styles.grid} role="toolbar" aria-label={strings.composer.emotes} onKeyDown={walk}>
        {emotes.map((name, at) => (
          <button
            key={name}
            type="button"
            tabIndex={at === 0 ? 0 : -1}
            className={styles.emote}
            aria-label={`:${name}:`}
            title={`:${name}:`}
            onClick={() => {
              onPick(`:${name}:`);
              setOpen(false);
            }}
          >
            <Emote name={name} large silent />
          </button>
        ))}
      </div>
    </Popover>
  );
}

function walk(event: KeyboardEvent<HTMLDivElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const steps: Record<string, number> = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: at + columns,
    ArrowUp: at - columns,
    Home: 0,
    End: buttons.length - 1,
  };
  const next = steps[event.key];
  if (next === undefined || buttons[next] === undefined) return;
  event.preventDefault();
  buttons[next].focus();
}
