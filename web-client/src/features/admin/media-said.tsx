/**
 * What the pages in a room say of their own media: the performer's, and the viewers' together.
 */
import type { RoomQuality } from '#protocol/http/media.ts';
import styles from './admin.module.css';
import { Facts } from './media-facts.tsx';
import { QualityShares, StateBadge } from './media-quality.tsx';
import { bitrateText, media, msText, shareText } from './media-strings.ts';

const { room: words, figures } = media;

export function PerformerSays({ performer }: Pick<RoomQuality, 'performer'>) {
  if (performer === null)
    return (
      <section className={styles.card}>
        <h2 className={styles.subtitle}>{words.performer}</h2>
        <p className={styles.none}>{words.performerNone}</p>
      </section>
    );
  const { report, state, ageMs } = performer;
  const { width, height, limitation } = report;
  return (
    <section className={styles.card}>
      <h2 className={styles.subtitle}>{words.performer}</h2>
      <p className={styles.line}>
        {words.said(msText(ageMs))} <StateBadge state={state} />
      </p>
      <Facts
        of={[
          [figures.sends, sentText(report)],
          [figures.size, width === undefined || height === undefined ? '–' : `${width} × ${height}`],
          [figures.fps, report.fps === undefined ? '–' : Math.round(report.fps)],
          [figures.rtt, msText(report.rttMs)],
          [figures.loss, shareText(report.lossShare)],
          [figures.limitation, limitation === undefined ? '–' : figures.limitations[limitation]],
        ]}
      />
    </section>
  );
}

function sentText({ bitrateBps, targetBps }: { bitrateBps?: number | undefined; targetBps?: number | undefined }) {
  if (bitrateBps === undefined) return '–';
  const sent = bitrateText(bitrateBps);
  return targetBps === undefined ? sent : figures.ofTarget(sent, bitrateText(targetBps));
}

/** Who came within the last minute; a dash where nobody did. */
function firstText({ firstFrameP50Ms: half, firstFrameP95Ms: most }: RoomQuality['viewers']): string {
  return half === null ? '–' : `${msText(half)}, ${msText(most)}`;
}

export function ViewersSay({ viewers }: Pick<RoomQuality, 'viewers'>) {
  return (
    <section className={styles.card}>
      <h2 className={styles.subtitle}>{words.viewers}</h2>
      {viewers.reporting === 0 ? (
        <p className={styles.none}>{media.tiles.nobody}</p>
      ) : (
        <Facts
          of={[
            [figures.reporting, viewers.reporting],
            [media.tiles.quality, <QualityShares key="shares" of={viewers} />],
            [figures.first, firstText(viewers)],
            [figures.rttMedian, msText(viewers.rttP50Ms)],
            [figures.lossMost, shareText(viewers.lossP95)],
            [figures.freezes, viewers.freezes],
            [figures.layers, viewers.layers.join(', ')],
          ]}
        />
      )}
    </section>
  );
}
