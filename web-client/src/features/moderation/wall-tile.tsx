/**
 * One live room on the wall.
 */
import { Link } from '@tanstack/react-router';
import type { WallRoom } from '#protocol/http/moderation.ts';
import { Poster } from '../../ui/index.ts';
import { ActButtons } from './act-buttons.tsx';
import styles from './moderation.module.css';
import { SilentPicture } from './silent-picture.tsx';
import { strings } from './strings.ts';
import { useSilentVisit } from './use-silent-visit.ts';

export interface WallTileProps {
  readonly room: WallRoom;
  /** Why it is watched; undefined: its picture is not shown. */
  readonly reason: string | undefined;
  readonly grey: boolean;
}

export function WallTile({ room, reason, grey }: WallTileProps) {
  const { id, title, performer, adult, viewers, hold, risk, heldLines, flaggedLines, warnings, liveSince } = room;
  const facts = [
    strings.viewers(viewers),
    strings.held(heldLines),
    strings.flagged(flaggedLines),
    strings.warned(warnings),
    ...(adult ? [strings.adult] : []),
  ];
  return (
    <article className={styles.tile} aria-label={title}>
      {reason === undefined ? (
        <div className={styles.picture}>
          <Poster seed={id} />
        </div>
      ) : (
        <Watched {...{ id, title, reason, grey }} />
      )}
      <h2 className={styles.name}>
        <Link to="/moderation/$streamId" params={{ streamId: id }}>
          {title}
        </Link>
      </h2>
      <p className={styles.faint}>
        @{performer.handle} · {strings.since}{' '}
        <time dateTime={liveSince}>{new Date(liveSince).toLocaleTimeString('en', { timeStyle: 'short' })}</time>
      </p>
      <details className={styles.risk} data-high={risk.score >= 40}>
        <summary>{strings.risk(risk.score)}</summary>
        <ul aria-label={strings.riskOf}>
          {risk.parts.length === 0 && <li>{strings.noRisk}</li>}
          {risk.parts.map(({ name, points, about }) => (
            <li key={name}>
              {name} +{points}: {about}
            </li>
          ))}
        </ul>
      </details>
      <p className={styles.faint}>{facts.join(' · ')}</p>
      <ActButtons streamId={id} title={title} hold={hold} />
    </article>
  );
}

interface WatchedProps {
  readonly id: string;
  readonly title: string;
  readonly reason: string;
  readonly grey: boolean;
}

function Watched({ id, title, reason, grey }: WatchedProps) {
  return <SilentPicture visit={useSilentVisit(id, reason)} title={title} veiled grey={grey} />;
}
