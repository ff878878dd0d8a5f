/**
 * All of the media in five figures.
 */
import type { ReactNode } from 'react';
import type { MediaOverview } from '#protocol/http/media.ts';
import styles from './media.module.css';
import { QualityShares } from './media-quality.tsx';
import { media, shareText } from './media-strings.ts';

const words = media.tiles;
const whole = new Intl.NumberFormat('en');

export function MediaTiles({ nodes, totals, rooms }: MediaOverview) {
  const workers = nodes.flatMap((node) => node.workers);
  const up = nodes.filter(({ state }) => state === 'up').length;
  const cpu = workers.reduce((total, worker) => total + worker.cpu, 0) / Math.max(1, workers.length);
  const troubled = rooms.filter(({ state }) => state !== 'good').length;
  return (
    <dl className={styles.tiles} aria-label={words.title}>
      <Tile name={words.nodes} note={nodes.length > up ? media.nodes.silent : undefined} isBad={nodes.length > up}>
        {words.of(up, nodes.length)}
      </Tile>
      <Tile name={words.workers} note={workers.length > 0 ? words.cpu(shareText(cpu)) : undefined}>
        {whole.format(workers.length)}
      </Tile>
      <Tile name={words.rooms} note={words.troubled(troubled)} isBad={troubled > 0}>
        {whole.format(totals.rooms)}
      </Tile>
      <Tile name={words.viewers} note={words.consumers(totals.consumers)}>
        {whole.format(totals.viewers)}
      </Tile>
      <Tile name={words.quality} note={totals.reporting === 0 ? words.nobody : undefined}>
        {totals.reporting > 0 ? <QualityShares of={totals} /> : '–'}
      </Tile>
    </dl>
  );
}

interface TileProps {
  readonly name: string;
  readonly note?: string | undefined;
  readonly isBad?: boolean;
  readonly children: ReactNode;
}

function Tile({ name, note, isBad = false, children }: TileProps) {
  return (
    <div className={styles.tile}>
      <dt>{name}</dt>
      <dd>
        <span className={styles.figure}>{children}</span>
        {note !== undefined && <span className={isBad ? styles.bad : styles.faint}>{note}</span>}
      </dd>
    </div>
  );
}
