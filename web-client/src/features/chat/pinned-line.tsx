/**
 * The line a moderator pinned, above all others; it can be folded away to one row.
 */
import { ChevronDown, ChevronUp, Pin, PinOff } from 'lucide-react';
import { useState } from 'react';
import type { ChatLine } from '#protocol/socket/chat.ts';
import { cx, IconButton } from '../../ui/index.ts';
import { useAct, useChatTools } from './chat-tools.ts';
import { LineText } from './line-text.tsx';
import styles from './pinned-line.module.css';
import { strings } from './strings.ts';

export function PinnedLine({ line }: { readonly line: ChatLine }) {
  const { chat, me, moderates } = useChatTools();
  const act = useAct();
  const [folded, setFolded] = useState(false);
  return (
    <section className={styles.pinned} aria-label={strings.pinnedLine.label} data-spare="">
      <div className={styles.head}>
        <Pin aria-hidden="true" className={styles.pin} />
        <p className={styles.by}>{strings.pinnedLine.by(line.author.displayName)}</p>
        {moderates && (
          <IconButton
            size="sm"
            label={strings.line.unpin}
            icon={<PinOff />}
            onClick={() => void act(chat.ask('chat.pin', { line: null }), strings.line.unpinned)}
          />
        )}
        <IconButton
          size="sm"
          label={folded ? strings.pinnedLine.unfold : strings.pinnedLine.fold}
          aria-expanded={!folded}
          tooltipSide="none"
          icon={folded ? <ChevronDown /> : <ChevronUp />}
          onClick={() => setFolded(!folded)}
        />
      </div>
      <p className={cx(styles.said, folded && styles.folded)}>
        <LineText line={line} me={me} />
      </p>
    </section>
  );
}
