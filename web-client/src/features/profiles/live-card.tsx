/**
 * What the person shows now, as the way into their room.
 */
import { Link } from '@tanstack/react-router';
import type { Stream } from '#protocol/http/streams.ts';
import { Avatar, Badge, buttonClass, LiveBadge, Poster } from '../../ui/index.ts';
import styles from './profile-page.module.css';
import { strings } from './strings.ts';

export interface LiveCardProps {
  readonly stream: Stream;
  readonly avatarUrl: string | null;
}

export function LiveCard({ stream, avatarUrl }: LiveCardProps) {
  const { id, title, performer, priceTokens, adult } = stream;
  return (
    <section aria-label={strings.live}>
      <Link to="/r/$streamId" params={{ streamId: id }} className={styles.live}>
        <div className={styles.liveWords}>
          <h2 className={styles.liveTitle}>{title}</h2>
          <p className={styles.facts}>
            <LiveBadge />
            {priceTokens !== null && <Badge>{strings.price(priceTokens)}</Badge>}
            {adult && <Badge>{strings.adult}</Badge>}
          </p>
          <span className={buttonClass({ variant: 'primary' })} aria-hidden="true">
            {strings.enter}
          </span>
        </div>
        <div className={styles.picture}>
          <Poster seed={id} />
          <div className={styles.performer}>
            <Avatar name={performer.displayName} seed={performer.id} size="lg" url={avatarUrl} />
          </div>
        </div>
      </Link>
    </section>
  );
}
