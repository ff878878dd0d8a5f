/**
 * The live wall. Pictures only where staff asked for them with a reason, of the first few rooms, blurred until looked at.
 */
import { useState } from 'react';
import { Banner, Button, EmptyState, Spinner, Switch } from '../../ui/index.ts';
import styles from './moderation.module.css';
import { ReasonForm } from './reason-form.tsx';
import { strings } from './strings.ts';
import { useWall } from './use-wall.ts';
import { WallTile } from './wall-tile.tsx';

/** So many pictures at once: each is a connection of its own. */
const mostPictures = 6;

export function WallPage() {
  const { data, isError } = useWall();
  const [reason, setReason] = useState<string>();
  const [grey, setGrey] = useState(false);
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{strings.title}</h1>
      <p className={styles.faint}>{strings.words}</p>
      <section className={styles.bar} aria-label={strings.pictures}>
        {reason === undefined ? (
          <ReasonForm onReason={setReason} />
        ) : (
          <Button onClick={() => setReason(undefined)}>{strings.stop}</Button>
        )}
        <Switch label={strings.grey} checked={grey} onCheckedChange={setGrey} />
      </section>
      {isError && <Banner tone="error">{strings.failed}</Banner>}
      {data === undefined && !isError && <Spinner size="lg" />}
      {data?.rooms.length === 0 && <EmptyState title={strings.none}>{strings.noneWords}</EmptyState>}
      <div className={styles.wall}>
        {data?.rooms.map((room, at) => (
          <WallTile key={room.id} room={room} grey={grey} reason={at < mostPictures ? reason : undefined} />
        ))}
      </div>
      {data !== undefined && data.left > 0 && <p>{strings.left(data.left)}</p>}
    </div>
  );
}
