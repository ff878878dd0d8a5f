/**
 * One show that is announced, with all that can be done with it.
 */
import { Link } from '@tanstack/react-router';
import { CalendarClock, CalendarOff, Clock, MonitorUp, Radio } from 'lucide-react';
import { useId } from 'react';
import type { Stream } from '#protocol/http/streams.ts';
import { CopyButton } from '../../forms/index.ts';
import { Badge, Button, buttonClass } from '../../ui/index.ts';
import { encoderStrings } from './encoder-strings.ts';
import styles from './schedule.module.css';
import { momentText } from './schedule-time.ts';
import { strings } from './strings.ts';

const words = strings.schedule;

export interface AnnouncedShowProps {
  readonly stream: Stream;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
  /** Whether there is anything to send. */
  readonly ready: boolean;
  /** A show is about to begin. */
  readonly busy: boolean;
  readonly onGoLive: () => void;
  readonly onChange: () => void;
  readonly onTakeOff: () => void;
}

export function AnnouncedShow({ stream, nowMs, ready, busy, onGoLive, onChange, onTakeOff }: AnnouncedShowProps) {
  const { id, title, scheduledFor, priceTokens, adult } = stream;
  const titleId = useId();
  const late = scheduledFor !== null && Date.parse(scheduledFor) < nowMs;
  return (
    <article className={styles.show} aria-labelledby={titleId}>
      <h4 id={titleId} className={styles.name}>
        <Link to="/r/$streamId" params={{ streamId: id }}>
          {title}
        </Link>
      </h4>
      {scheduledFor && (
        <p className={styles.moment}>
          <CalendarClock aria-hidden="true" />
          <time dateTime={scheduledFor}>{momentText(scheduledFor)}</time>
        </p>
      )}
      {(late || priceTokens !== null || adult) && (
        <p className={styles.badges}>
          {late && <Badge tone="warn">{words.late}</Badge>}
          {priceTokens !== null && <Badge>{words.price(priceTokens)}</Badge>}
          {adult && <Badge>{words.adult}</Badge>}
        </p>
      )}
      <div className={styles.actions}>
        <Button size="sm" variant="primary" icon={<Radio />} disabled={!ready || busy} onClick={onGoLive}>
          {words.goLive}
        </Button>
        <Button size="sm" icon={<Clock />} disabled={busy} onClick={onChange}>
          {words.change}
        </Button>
        <Link to="/studio/encoder/$streamId" params={{ streamId: id }} className={buttonClass({ size: 'sm' })}>
          <MonitorUp aria-hidden="true" size="1.1em" />
          {encoderStrings.start.withEncoder}
        </Link>
        <CopyButton text={`${window.location.origin}/r/${id}`} label={words.copy} />
        <Button size="sm" variant="quiet" icon={<CalendarOff />} disabled={busy} onClick={onTakeOff}>
          {words.takeOff}
        </Button>
      </div>
    </article>
  );
}
