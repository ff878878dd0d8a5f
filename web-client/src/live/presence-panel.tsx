/**
 * Who is here: those who came under their name, and how many passers-by stand with them.
 */
import { Users } from 'lucide-react';
import type { Presence } from '#protocol/socket/room.ts';
import { Avatar, Badge, cx, Skeleton, VisuallyHidden } from '../ui/index.ts';
import styles from './presence-panel.module.css';
import { strings } from './strings.ts';

export interface PresencePanelProps {
  /** Undefined while the room is being entered. */
  readonly presence: Presence | undefined;
  /** Ids that get a word beside their name. */
  readonly own?: string | undefined;
  readonly performer?: string | undefined;
  /** Opens what there is to know about a person beside their name; absent: names are only names. */
  readonly onOpen?: OpenPerson | undefined;
}

/** @param beside the element that was pressed */
export type OpenPerson = (person: Presence['people'][number], beside: HTMLElement) => void;

export function PresencePanel({ presence, own, performer, onOpen }: PresencePanelProps) {
  return (
    <section className={styles.panel} aria-labelledby="presence-title" aria-busy={presence === undefined}>
      <header className={styles.head}>
        <h2 id="presence-title" className={styles.title}>
          {strings.here}
        </h2>
        {presence && (
          <Badge icon={<Users aria-hidden="true" />}>
            <span aria-hidden="true">{presence.count}</span>
            <VisuallyHidden>{strings.watching(presence.count)}</VisuallyHidden>
          </Badge>
        )}
      </header>
      {presence === undefined ? (
        <Waiting />
      ) : (
        <People presence={presence} own={own} performer={performer} onOpen={onOpen} />
      )}
    </section>
  );
}

function People({ presence, own, performer, onOpen }: PresencePanelProps & { readonly presence: Presence }) {
  const { count, people } = presence;
  const guests = Math.max(0, count - people.length);
  if (count === 0) {
    return (
      <div className={styles.nobody}>
        <p className={styles.nobodyTitle}>{strings.nobody}</p>
        <p>{strings.nobodyWords}</p>
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={strings.people}>
      {people.length > 0 && (
        <ul className={styles.people}>
          {people.map((person) => {
            const { id, displayName } = person;
            return (
              <li key={id} className={styles.person}>
                <Avatar name={displayName} seed={id} size="sm" />
                <Name person={person} onOpen={onOpen} />
                {id === performer && <Badge tone="accent">{strings.performer}</Badge>}
                {id === own && id !== performer && <Badge>{strings.you}</Badge>}
              </li>
            );
          })}
        </ul>
      )}
      {guests > 0 && (
        <div className={styles.guests}>
          <span className={styles.faces} aria-hidden="true">
            {Array.from({ length: Math.min(guests, 3) }, (_none, at) => `face-${at}`).map((key) => (
              <span key={key} className={styles.face} />
            ))}
          </span>
          <div>
            <p className={styles.name}>{strings.guests(guests, people.length)}</p>
            <p className={styles.about}>{strings.guestsWords}</p>
          </div>
        </div>
      )}
    </section>
  );
}

interface NameProps {
  readonly person: Presence['people'][number];
  readonly onOpen: OpenPerson | undefined;
}

function Name({ person, onOpen }: NameProps) {
  const { displayName } = person;
  if (onOpen === undefined) return <span className={styles.name}>{displayName}</span>;
  return (
    <button
      type="button"
      className={cx(styles.name, styles.opens)}
      aria-label={strings.about(displayName)}
      onClick={(event) => onOpen(person, event.currentTarget)}
    >
      {displayName}
    </button>
  );
}

function Waiting() {
  return (
    <div className={styles.people}>
      {['60%', '45%', '70%'].map((width) => (
        <div key={width} className={styles.person}>
          <Skeleton width="2rem" height="2rem" round />
          <Skeleton width={width} />
        </div>
      ))}
    </div>
  );
}
