/**
 * Tips over a picture: one card at a time, with a fuss that grows with the tip, and a chime. It takes no presses, so that
 * what lies under it stays usable. Without motion (the system's wish or the person's) only the card is there.
 */
import { Coins } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useReadable } from '../../live/index.ts';
import { cx, VisuallyHidden } from '../../ui/index.ts';
import { spokenOf, wordsOf } from './act-words.ts';
import { Bell } from './bell.ts';
import { FlyingCoins } from './flying-coins.tsx';
import type { TipFeed } from './room-tips.ts';
import { strings } from './strings.ts';
import styles from './tip-overlay.module.css';
import type { Act } from './tip-queue.ts';
import { TipShow } from './tip-show.ts';

export interface TipOverlayProps {
  readonly feed: TipFeed;
  /** 0 … 100; 0: silent. */
  readonly volume: number;
  /** Whether the page may sound without ever being pressed, as in OBS. */
  readonly unasked?: boolean | undefined;
  /** Told as each act begins: what it holds was shown. */
  readonly onAct?: ((act: Act) => void) | undefined;
}

/** Fills what it stands in, which must be positioned. */
export function TipOverlay(props: TipOverlayProps) {
  const show = useShow(props);
  if (show === undefined) return null;
  return <Stage show={show} />;
}

function useShow({ feed, volume, unasked = false, onAct }: TipOverlayProps) {
  const [show, setShow] = useState<TipShow>();
  // As it is when an act begins: another volume is no new show.
  const now = useRef({ volume, onAct });
  now.current = { volume, onAct };
  useEffect(() => {
    const bell = new Bell(unasked);
    const begin = (act: Act): void => {
      bell.ring(act.tier, now.current.volume);
      now.current.onAct?.(act);
    };
    const made = new TipShow(feed, { onAct: begin });
    setShow(made);
    return () => {
      made.close();
      bell.close();
    };
  }, [feed, unasked]);
  return show;
}

function Stage({ show }: { readonly show: TipShow }) {
  const act = useReadable(show.act);
  return (
    <section className={styles.overlay} aria-label={strings.show.label} data-tip-overlay="">
      {act && <ActCard key={act.key} act={act} />}
      {/* Polite: it waits for a pause, and says no more than what stands there */}
      <VisuallyHidden role="status" aria-live="polite">
        {act ? spokenOf(act) : ''}
      </VisuallyHidden>
    </section>
  );
}

function ActCard({ act }: { readonly act: Act }) {
  const { title, amount, message } = wordsOf(act);
  return (
    <div className={cx(styles.act, styles[act.tier])} aria-hidden="true" data-tier={act.tier}>
      {act.tier === 'huge' && <div className={styles.light} />}
      <FlyingCoins tier={act.tier} seed={act.key} />
      <div className={styles.card}>
        <span className={styles.mark}>
          <Coins />
        </span>
        <div className={styles.words}>
          <p className={styles.head}>
            <span className={styles.name} dir="auto">
              {title}
            </span>
            <span className={styles.amount}>{amount}</span>
          </p>
          {message !== undefined && (
            <p className={styles.message} dir="auto">
              {message}
            </p>
          )}
        </div>
      </div>
    </div>
  );
}
