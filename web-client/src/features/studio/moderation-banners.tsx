/**
 * What moderators did to the show, over everything else in the studio: what is kept from the audience stands until it is given
 * back; what is only to be read can be put away.
 */
import type { RoomHold } from '#protocol/http/moderation.ts';
import { useReadable } from '../../live/index.ts';
import { Banner, Button } from '../../ui/index.ts';
import type { KeptActs } from './keep-acts.ts';
import styles from './moderation-banners.module.css';
import { moderationStrings as strings } from './moderation-strings.ts';
import { passingOf, type Standing, standingOf, type ToldAct } from './told-acts.ts';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const actOf = { paused: 'pause', muted: 'mute', blurred: 'blur' } as const;

export interface ModerationBannersProps {
  readonly kept: KeptActs;
  /** The show that is on; undefined: none. */
  readonly room: string | undefined;
  /** What holds of it now. */
  readonly hold: RoomHold;
}

export function ModerationBanners({ kept, room, hold }: ModerationBannersProps) {
  const acts = useReadable(kept.state);
  const standing = standingOf(acts, room, hold);
  const passing = passingOf(acts, room, hold);
  if (standing.length === 0 && passing.length === 0) return null;
  return (
    <div className={styles.all}>
      {standing.length > 0 && (
        <Banner tone="error" label={strings.held} title={strings.kept(hold)}>
          <ul className={styles.standing}>
            {standing.map((one) => (
              <Held key={one.kind} held={one} />
            ))}
          </ul>
          <p className={styles.words}>{strings.words}</p>
        </Banner>
      )}
      {passing.map((told) => (
        <Passing key={told.id} told={told} onAway={() => kept.putAway(told.id)} />
      ))}
    </div>
  );
}

function Held({ held: { kind, told } }: { readonly held: Standing }) {
  return (
    <li>
      {strings.titles[actOf[kind]]}
      <When at={told?.at} />.{' '}
      <span className={styles.reason}>{told ? strings.reason(told.reason) : strings.untold}</span>
    </li>
  );
}

function Passing({ told, onAway }: { readonly told: ToldAct; readonly onAway: () => void }) {
  const { act, reason, at } = told;
  const grave = act === 'warn' || act === 'end';
  const title = strings.titles[act];
  const when = at === undefined ? '' : ` ${strings.at(timeOf(at))}`;
  return (
    <Banner
      tone={grave ? 'warn' : 'ok'}
      announce={grave ? 'at-once' : 'polite'}
      label={title}
      title={`${title}${when}`}
      action={<Button onClick={onAway}>{act === 'warn' ? strings.acknowledge : strings.putAway}</Button>}
    >
      <span className={styles.reason}>{strings.reason(reason)}</span>
    </Banner>
  );
}

function When({ at }: { readonly at: string | undefined }) {
  if (at === undefined) return null;
  return (
    <time className={styles.when} dateTime={at}>
      {' '}
      {strings.at(timeOf(at))}
    </time>
  );
}

function timeOf(at: string): string {
  return clock.format(new Date(at));
}
