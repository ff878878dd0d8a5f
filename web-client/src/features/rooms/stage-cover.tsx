/**
 * What lies over the picture while there is none: waiting, a camera that is off, an interruption, the end.
 */
import { Link } from '@tanstack/react-router';
import { CameraOff, Clapperboard, Headphones, MonitorX, Music, ShieldAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RoomState } from '../../signalling/index.ts';
import { Avatar, Button, buttonClass, cx, Poster, Spinner } from '../../ui/index.ts';
import { chooseQuality } from './quality-choice.ts';
import styles from './stage-cover.module.css';
import type { StageView } from './stage-view.ts';
import { strings } from './strings.ts';

interface Person {
  readonly id: string;
  readonly displayName: string;
}

export interface StageCoverProps {
  readonly view: StageView;
  readonly room: RoomState;
  /** Whether the last picture still stands under it. */
  readonly still: boolean;
}

export function StageCover({ view, room, still }: StageCoverProps) {
  const stream = room.phase === 'joined' ? room.stream : undefined;
  const name = stream?.performer.displayName ?? '';
  switch (view) {
    case 'picture':
      return null;
    case 'joining':
      return <Cover art={<Spinner size="lg" />} title={strings.cover.joining.title} />;
    case 'connecting':
      return <Cover art={<Spinner size="lg" />} title={strings.cover.connecting.title} />;
    case 'soon':
      return (
        <Cover
          back={<Poster seed={stream?.id ?? ''} />}
          art={<Clapperboard />}
          title={strings.cover.soon.title}
          words={strings.cover.soon.words(name)}
        />
      );
    case 'camera-off':
      return (
        <Cover
          art={<Face person={stream?.performer} sign={<CameraOff />} />}
          title={strings.cover.cameraOff.title}
          words={strings.cover.cameraOff.words(name)}
        />
      );
    case 'sound-only':
      return (
        <Cover
          art={<Face person={stream?.performer} sign={<Music />} />}
          title={strings.cover.soundOnly.title}
          words={strings.cover.soundOnly.words(name)}
        />
      );
    case 'listening':
      return (
        <Cover
          back={<Poster seed={stream?.id ?? ''} />}
          underControls
          art={<Headphones />}
          title={strings.cover.listening.title}
          words={strings.cover.listening.words(name)}
          action={<Button onClick={() => chooseQuality('auto')}>{strings.cover.listening.action}</Button>}
        />
      );
    case 'away':
    case 'interrupted':
      return (
        <Cover
          through={still}
          back={still ? undefined : <Poster seed={stream?.id ?? ''} />}
          art={<Spinner size="lg" />}
          title={strings.cover[view].title}
          words={view === 'away' ? strings.cover.away.words(name) : strings.cover.interrupted.words}
          action={view === 'interrupted' ? <CheckLink /> : undefined}
        />
      );
    case 'held':
      return <Cover art={<ShieldAlert />} title={strings.cover.held.title} words={strings.cover.held.words} />;
    case 'unsupported':
      return (
        <Cover art={<MonitorX />} title={strings.cover.unsupported.title} words={strings.cover.unsupported.words} />
      );
    case 'ended':
      return <EndCard id={stream?.id ?? ''} name={name} />;
  }
}

/** Beside the show, which goes on trying. */
function CheckLink() {
  return (
    <a className={buttonClass({ size: 'sm' })} href="/connection" target="_blank" rel="noreferrer">
      {strings.cover.interrupted.check}
    </a>
  );
}

function EndCard({ id, name }: { readonly id: string; readonly name: string }) {
  return (
    <Cover
      back={<Poster seed={id} />}
      title={strings.ended.title}
      words={strings.ended.words(name)}
      action={
        <Link to="/" className={buttonClass({ variant: 'primary' })}>
          {strings.ended.action}
        </Link>
      }
      note={strings.ended.stay}
    />
  );
}

function Face({ person, sign }: { readonly person: Person | undefined; readonly sign: ReactNode }) {
  return (
    <span className={styles.face}>
      <Avatar name={person?.displayName ?? '?'} seed={person?.id} size="xl" />
      <span className={styles.sign}>{sign}</span>
    </span>
  );
}

interface CoverProps {
  readonly title: string;
  readonly words?: string;
  readonly art?: ReactNode;
  /** A picture behind it. */
  readonly back?: ReactNode;
  /** Lets the last picture shine through. */
  readonly through?: boolean;
  /** The player's controls lie over it and take their part of a small stage. */
  readonly underControls?: boolean;
  readonly action?: ReactNode;
  readonly note?: string;
}

function Cover({ title, words, art, back, through = false, underControls = false, action, note }: CoverProps) {
  return (
    <div className={cx(styles.cover, through && styles.through, underControls && styles.underControls)}>
      {back && <div className={styles.back}>{back}</div>}
      <div className={styles.front}>
        {art && (
          <div className={styles.art} aria-hidden="true">
            {art}
          </div>
        )}
        <h2 className={styles.title}>{title}</h2>
        {words && <p className={styles.words}>{words}</p>}
        {action && <div className={styles.action}>{action}</div>}
        {note && <p className={styles.note}>{note}</p>}
      </div>
    </div>
  );
}
