/**
 * The sign over the studio. It cannot be mistaken whether one is live: words, colour, a clock, the window's title.
 */
import { FlaskConical, Radio, TriangleAlert, VideoOff } from 'lucide-react';
import { cx, Spinner, useNow, usePageTitle } from '../../ui/index.ts';
import { type AirState, airStateOf } from './air-state.ts';
import type { BroadcastState } from './broadcast-state.ts';
import { moderationStrings } from './moderation-strings.ts';
import styles from './on-air-sign.module.css';
import { strings } from './strings.ts';
import { timeOnAir } from './time-on-air.ts';

const words: Record<AirState, { title: string; words: string }> = {
  off: strings.offAir,
  testing: strings.testing,
  starting: strings.starting,
  returning: strings.returning,
  live: strings.onAir,
  nothing: strings.nothing,
  elsewhere: strings.elsewhere,
  over: strings.over,
};

export interface OnAirSignProps {
  readonly broadcast: BroadcastState;
  /** What to say below the sign where it is not the usual. */
  readonly about?: Readonly<Partial<Record<AirState, string>>>;
}

export function OnAirSign({ broadcast, about }: OnAirSignProps) {
  const air = airStateOf(broadcast);
  const hot = air === 'live' || air === 'nothing' || air === 'elsewhere';
  usePageTitle(hot ? strings.pageTitle.on(broadcast.stream?.title ?? '') : strings.pageTitle.off);
  // Everybody sees and hears you: not while moderators keep it from them.
  const { muted, blurred, paused } = broadcast.hold;
  const held =
    air === 'live' && (muted || blurred || paused) ? `${moderationStrings.kept(broadcast.hold)}.` : undefined;
  const begins = air === 'starting' || air === 'returning';
  const step = begins && broadcast.step ? `${strings.steps[broadcast.step]}. ` : '';
  return (
    <div className={cx(styles.sign, styles[air])} data-air={air}>
      <span className={styles.icon} aria-hidden="true">
        <Sign air={air} />
      </span>
      <div className={styles.words} role="status">
        <p className={styles.title}>{words[air].title}</p>
        <p className={styles.about}>{`${step}${held ?? about?.[air] ?? words[air].words}`}</p>
      </div>
      {hot && <Clock since={broadcast.since} />}
    </div>
  );
}

function Sign({ air }: { readonly air: AirState }) {
  if (air === 'starting' || air === 'returning') return <Spinner />;
  if (air === 'nothing' || air === 'elsewhere') return <TriangleAlert />;
  if (air === 'testing') return <FlaskConical />;
  return air === 'live' ? <Radio /> : <VideoOff />;
}

function Clock({ since }: { readonly since: string | undefined }) {
  const time = timeOnAir(since, useNow(1_000));
  return (
    <p className={styles.clock} role="timer" aria-label={strings.onAirFor(time)}>
      {time}
    </p>
  );
}
