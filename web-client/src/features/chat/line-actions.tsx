/**
 * What can be done with a line: when it was said, reply, and a menu with the rest.
 */
import { Copy, EllipsisVertical, Pin, PinOff, Reply, Trash2, UserRound } from 'lucide-react';
import { useRef } from 'react';
import type { ChatLine } from '#protocol/socket/chat.ts';
import { IconButton, Menu, MenuItem, useToast } from '../../ui/index.ts';
import { useAct, useChatTools } from './chat-tools.ts';
import styles from './line-actions.module.css';
import { strings } from './strings.ts';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** By then a menu that was chosen from is gone and has given its focus back, in milliseconds. */
const menuClosesMs = 60;

export interface LineActionsProps {
  readonly line: ChatLine;
  readonly pinned: boolean;
}

export function LineActions({ line, pinned }: LineActionsProps) {
  const { reply, speaks } = useChatTools();
  const ref = useRef<HTMLDivElement>(null);
  return (
    <div ref={ref} className={styles.actions}>
      <time className={styles.time} dateTime={line.at}>
        {clock.format(new Date(line.at))}
      </time>
      {speaks && (
        <IconButton
          size="sm"
          label={strings.line.reply}
          tooltipSide="none"
          icon={<Reply />}
          onClick={() => reply(line)}
        />
      )}
      <LineMenu
        line={line}
        pinned={pinned}
        nameOf={() => ref.current?.closest('article')?.querySelector('[data-name]')}
      />
    </div>
  );
}

interface LineMenuProps extends LineActionsProps {
  readonly nameOf: () => HTMLElement | null | undefined;
}

function LineMenu({ line, pinned, nameOf }: LineMenuProps) {
  const { chat, me, moderates, speaks, showCard } = useChatTools();
  const act = useAct();
  const toast = useToast();
  const { author } = line;
  const copy = (): void => {
    navigator.clipboard.writeText(line.text).then(
      () => toast({ title: strings.line.copied }),
      () => toast({ title: line.text }),
    );
  };
  const pin = (next: string | null, done: string) => void act(chat.ask('chat.pin', { line: next }), done);
  const about = (): void => {
    const name = nameOf();
    // After the menu has given its focus back, else the card would be closed by it.
    if (name) setTimeout(() => showCard(author, name, line), menuClosesMs);
  };
  return (
    <Menu
      label={strings.line.menu}
      trigger={<IconButton size="sm" label={strings.line.more} tooltipSide="none" icon={<EllipsisVertical />} />}
    >
      <MenuItem icon={<UserRound />} onSelect={about}>
        {strings.line.person(author.displayName)}
      </MenuItem>
      <MenuItem icon={<Copy />} onSelect={copy}>
        {strings.line.copy}
      </MenuItem>
      {moderates && !pinned && (
        <MenuItem icon={<Pin />} onSelect={() => pin(line.id, strings.line.pinned)}>
          {strings.line.pin}
        </MenuItem>
      )}
      {moderates && pinned && (
        <MenuItem icon={<PinOff />} onSelect={() => pin(null, strings.line.unpinned)}>
          {strings.line.unpin}
        </MenuItem>
      )}
      {speaks && (moderates || author.id === me) && (
        <MenuItem icon={<Trash2 />} tone="danger" onSelect={() => void act(chat.remove(line), strings.line.removed)}>
          {strings.line.remove}
        </MenuItem>
      )}
    </Menu>
  );
}
