/**
 * Tips in the studio: what comes in, and what one shows of it: goal, menu, the overlay for OBS.
 */
import { useState } from 'react';
import { Skeleton, Tabs } from '../../ui/index.ts';
import { LiveEarnings, RestingEarnings } from './earnings-panel.tsx';
import { GoalEditor } from './goal-editor.tsx';
import { MenuEditor } from './menu-editor.tsx';
import { OverlayEditor } from './overlay-editor.tsx';
import { strings } from './strings.ts';
import styles from './studio-tips.module.css';
import { useBoard } from './use-board.ts';
import { type TipsSource, useTipsState } from './use-room-tips.ts';

const { tabs } = strings.studio;

export interface StudioTipsProps {
  /** Who performs. */
  readonly performer: string;
  /** The room they are in; undefined while no show is on. */
  readonly source: TipsSource | undefined;
  /** When the show went live. */
  readonly since: string | null;
}

export function StudioTips({ performer, source, since }: StudioTipsProps) {
  const [tab, setTab] = useState('earnings');
  // Kept while another tab is open: it is shown this once.
  const [url, setUrl] = useState<string>();
  return (
    <section className={styles.card} aria-labelledby="studio-tips-title">
      <h2 id="studio-tips-title" className={styles.title}>
        {strings.studio.title}
      </h2>
      <Tabs
        label={tabs.label}
        value={tab}
        onValueChange={setTab}
        tabs={[
          {
            value: 'earnings',
            label: tabs.earnings,
            content: source ? <LiveEarnings source={source} since={since} /> : <RestingEarnings />,
          },
          { value: 'goal', label: tabs.goal, content: <Goal performer={performer} source={source} /> },
          { value: 'menu', label: tabs.menu, content: <Menu performer={performer} /> },
          { value: 'overlay', label: tabs.overlay, content: <OverlayEditor url={url} onUrl={setUrl} /> },
        ]}
      />
    </section>
  );
}

interface PartProps {
  readonly performer: string;
  readonly source: TipsSource | undefined;
}

function Goal({ performer, source }: PartProps) {
  return source ? <LiveGoal performer={performer} source={source} /> : <RestingGoal performer={performer} />;
}

/** As it grows. */
function LiveGoal({ performer, source }: { readonly performer: string; readonly source: TipsSource }) {
  const { state } = useTipsState(source);
  return <GoalEditor performer={performer} goal={state.goal} />;
}

function RestingGoal({ performer }: { readonly performer: string }) {
  const { data } = useBoard(performer);
  return <GoalEditor performer={performer} goal={data?.goal ?? null} />;
}

function Menu({ performer }: { readonly performer: string }) {
  const { data } = useBoard(performer);
  return data ? <MenuEditor performer={performer} menu={data.menu} /> : <Skeleton height="8rem" />;
}
