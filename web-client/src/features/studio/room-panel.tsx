/**
 * The way to the room: how many are in it, its link to hand out, and the way to end it.
 */
import { Copy, ExternalLink, Eye, Pencil, Square } from 'lucide-react';
import { useState } from 'react';
import type { Stream } from '#protocol/http/streams.ts';
import { Button, buttonClass, CountBadge, IconButton, TextField, useToast } from '../../ui/index.ts';
import type { ShowChange } from './announcement.ts';
import { ChangeShow } from './change-show.tsx';
import styles from './room-panel.module.css';
import { strings } from './strings.ts';
import { useFocusOnArrival } from './use-focus-on-arrival.ts';

export interface RoomPanelProps {
  readonly stream: Stream;
  readonly count: number;
  readonly ending: boolean;
  readonly onEnd: () => void;
  readonly onChange: (change: ShowChange) => Promise<void>;
}

export function RoomPanel({ stream, count, ending, onEnd, onChange }: RoomPanelProps) {
  const toast = useToast();
  const [changing, setChanging] = useState(false);
  const ref = useFocusOnArrival<HTMLElement>();
  const path = `/r/${stream.id}`;
  const link = `${window.location.origin}${path}`;
  const copy = (): void => {
    navigator.clipboard.writeText(link).then(
      () => toast({ title: strings.room.copied, tone: 'ok' }),
      () => toast({ title: link }),
    );
  };
  return (
    <section ref={ref} tabIndex={-1} className={styles.panel} aria-labelledby="own-room-title">
      <header className={styles.head}>
        <h2 id="own-room-title" className={styles.title}>
          {stream.title}
        </h2>
        <IconButton label={strings.room.change} icon={<Pencil />} size="sm" onClick={() => setChanging(true)} />
        <span className={styles.space} />
        <CountBadge tone="neutral" count={count} label={strings.watching} icon={<Eye aria-hidden="true" />} />
      </header>
      <TextField
        label={strings.room.link}
        hideLabel
        value={link}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      {/* One row: below it the chat must be in sight, composer included */}
      <div className={styles.actions}>
        <Button size="sm" icon={<Copy />} onClick={copy}>
          {strings.room.copy}
        </Button>
        <a className={buttonClass({ variant: 'quiet', size: 'sm' })} href={path} target="_blank" rel="noreferrer">
          <ExternalLink aria-hidden="true" size="1.1em" />
          {strings.room.open}
        </a>
        <Button className={styles.end} variant="danger" size="sm" icon={<Square />} loading={ending} onClick={onEnd}>
          {strings.endShow}
        </Button>
      </div>
      <ChangeShow stream={stream} open={changing} onOpenChange={setChanging} onChange={onChange} />
    </section>
  );
}
