/**
 * Tips beside the stage: the goal, the way to give, the menu, who gave most, and how loud it is.
 */
import { Coins } from 'lucide-react';
import type { ReactNode } from 'react';
import { tipVolume, useTipVolume } from '../../preferences/index.ts';
import { Button, Skeleton, tokensText } from '../../ui/index.ts';
import { GoalBar } from './goal-bar.tsx';
import { LeaderboardView } from './leaderboard-view.tsx';
import type { RoomTips } from './room-tips.ts';
import { strings } from './strings.ts';
import { type Giving, useGiving } from './tip-button.tsx';
import { TipDialog } from './tip-dialog.tsx';
import styles from './tips-panel.module.css';
import type { TipsState } from './tips-state.ts';
import { VolumeField } from './volume-field.tsx';

export interface TipsPanelProps {
  readonly tips: RoomTips;
  readonly state: TipsState;
  readonly room: string;
  readonly performer: { readonly id: string; readonly displayName: string };
  /** Whether tips can be given here now. */
  readonly live: boolean;
}

export function TipsPanel({ tips, state, room, performer, live }: TipsPanelProps) {
  const giving = useGiving(performer.id);
  const volume = useTipVolume();
  if (state.phase === 'opening') {
    return (
      <div className={styles.panel} role="status" aria-label={strings.panel.opening}>
        <Skeleton height="3.5rem" />
        <Skeleton height="12rem" />
      </div>
    );
  }
  if (state.phase === 'failed') {
    return (
      <div className={styles.failed}>
        <p>{strings.panel.failed}</p>
        <Button onClick={() => tips.again()}>{strings.panel.again}</Button>
      </div>
    );
  }
  const open = live && giving.may;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.panel} aria-label={strings.tab} tabIndex={0}>
      {state.goal && <GoalBar goal={state.goal} />}
      {open && (
        <Button variant="primary" wide icon={<Coins />} onClick={() => giving.begin()}>
          {strings.tipName(performer.displayName)}
        </Button>
      )}
      {state.menu.length > 0 && <Menu state={state} giving={giving} open={open} />}
      <LeaderboardView performer={performer.id} session={state.board} me={giving.person} />
      <VolumeField label={strings.panel.sound} value={volume} onValueChange={tipVolume.set} />
      {giving.person !== undefined && (
        <TipDialog
          open={giving.open}
          onOpenChange={giving.setOpen}
          target={{ streamId: room }}
          performer={performer}
          person={giving.person}
          item={giving.item}
        />
      )}
    </section>
  );
}

/** Its place in the dock. */
export function tipsTab(content: ReactNode) {
  return { value: 'tips', label: strings.tab, content } as const;
}

interface MenuProps {
  readonly state: TipsState;
  readonly giving: Giving;
  readonly open: boolean;
}

function Menu({ state: { menu }, giving, open }: MenuProps) {
  return (
    <section className={styles.menu} aria-label={strings.panel.menu}>
      <h3 className={styles.title}>{strings.panel.menu}</h3>
      <ul className={styles.items}>
        {menu.map((item) => (
          <li key={item.id}>
            <button
              type="button"
              className={styles.item}
              disabled={!open}
              aria-label={strings.panel.menuTip(item.title, tokensText(item.tokens))}
              onClick={() => giving.begin(item)}
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
